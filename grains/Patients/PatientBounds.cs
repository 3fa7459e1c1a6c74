namespace PatientFlow.Patients;

/// <summary>
/// Limits of what a patient remembers. The lake has everything; an event that needs more than this is flagged, and
/// nothing is guessed.
/// </summary>
public static class PatientBounds
{
    /// <summary>Number of event ids kept to recognise duplicates.</summary>
    public const int RecentEventsMax = 64;

    /// <summary>Number of SCD2 versions kept.</summary>
    public const int VersionsMax = 32;

    /// <summary>Number of stays kept.</summary>
    public const int StaysMax = 32;

    /// <summary>Number of places kept that the patient was transferred from, of all stays together.</summary>
    public const int PastPlacesMax = 64;

    /// <summary>Number of movements that may wait for an admission.</summary>
    public const int WaitingMax = 8;
}
