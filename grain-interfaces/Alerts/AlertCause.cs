namespace PatientFlow.Alerts;

/// <summary>What an alert is about. The numbers are stored: never reuse one.</summary>
[GenerateSerializer, Alias("alert-cause")]
public enum AlertCause
{
    /// <summary>The last export run failed or left a partition out, or the exporter does not answer.</summary>
    [Id(0)] ExportFailed = 0,

    /// <summary>The lake is behind the log by more events than the limit.</summary>
    [Id(1)] Lag = 1,

    /// <summary>Events that should be in the log are not there; their partition is stopped.</summary>
    [Id(2)] Gap = 2,

    /// <summary>Nobody answers where the events come from.</summary>
    [Id(3)] SourceAway = 3,

    /// <summary>Too large a share of what arrives cannot be used.</summary>
    [Id(4)] Quarantine = 4,

    /// <summary>A department is fuller than the lower limit.</summary>
    [Id(5)] OccupancyHigh = 5,

    /// <summary>A department is fuller than the upper limit.</summary>
    [Id(6)] OccupancyCritical = 6,
}
