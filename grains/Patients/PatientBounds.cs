namespace PatientFlow.Patients;

/// <summary>What a patient remembers at most. The lake has everything; what lies beyond a bound is flagged, never guessed.</summary>
public static class PatientBounds
{
    /// <summary>Event ids kept to know a duplicate.</summary>
    public const int RecentEventsMax = 64;

    /// <summary>SCD2 versions kept.</summary>
    public const int VersionsMax = 32;

    /// <summary>Stays kept.</summary>
    public const int StaysMax = 32;

    /// <summary>Movements that may wait for an admission.</summary>
    public const int WaitingMax = 8;
}
