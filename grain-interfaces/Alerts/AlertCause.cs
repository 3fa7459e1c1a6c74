namespace PatientFlow.Alerts;

/// <summary>What an alert is about. The numbers are stored: never reuse one.</summary>
public enum AlertCause : byte
{
    /// <summary>The last export run failed or left a partition out, or the exporter does not answer.</summary>
    ExportFailed = 0,

    /// <summary>The lake is behind the log by more events than the limit.</summary>
    Lag = 1,

    /// <summary>Events that should be in the log are not there; their partition is stopped.</summary>
    Gap = 2,

    /// <summary>Nobody answers where the events come from.</summary>
    SourceAway = 3,

    /// <summary>Too large a share of what arrives cannot be used.</summary>
    Quarantine = 4,

    /// <summary>A department is fuller than the lower limit.</summary>
    OccupancyHigh = 5,

    /// <summary>A department is fuller than the upper limit.</summary>
    OccupancyCritical = 6,
}
