namespace PatientFlow.Alerts;

/// <summary>Cause of an alert. The numbers are stored: never reuse one.</summary>
public enum AlertCause : byte
{
    /// <summary>The last export run failed or left a partition out, or the exporter does not answer.</summary>
    ExportFailed = 0,

    /// <summary>The lake is behind the log by more events than the limit.</summary>
    Lag = 1,

    /// <summary>Events are missing from the log; their partition is stopped.</summary>
    Gap = 2,

    /// <summary>The source of events does not answer.</summary>
    SourceAway = 3,

    /// <summary>Too large a share of the incoming records cannot be used.</summary>
    Quarantine = 4,

    /// <summary>Occupancy of a department has reached the lower limit.</summary>
    OccupancyHigh = 5,

    /// <summary>Occupancy of a department has reached the upper limit.</summary>
    OccupancyCritical = 6,

    /// <summary>Several patients claim one bed.</summary>
    BedConflict = 7,

    /// <summary>Events named a bed that belongs to another department than they did.</summary>
    BedElsewhere = 8,
}
