namespace PatientFlow.Patients;

/// <summary>Maps events to their grain.</summary>
public static class PatientKey
{
    /// <summary>
    /// First character of a grain key for an event without a patient: a control character, which no id may contain.
    /// </summary>
    public const string NobodyPrefix = "\u0001";

    // One more of them, so that no event id can be taken for a bed.
    private const string BedPrefix = NobodyPrefix + NobodyPrefix;

    /// <summary>Returns the key of the grain that applies an event.</summary>
    public static string Of(Events.PatientEvent e) => e.Bed is { } bed ? OfBed(bed.BedId)
        : Of(e.Kind == Events.EventKind.BedStatus ? null : e.PatientId, e.EventId); // It came with the events of a bed.

    /// <summary>Returns the key of the grain that recognises repetitions of what is declared of a bed.</summary>
    public static string OfBed(string bedId) => BedPrefix + bedId;

    /// <summary>The same, of an event's two ids.</summary>
    public static string Of(string? patientId, string eventId) => patientId ?? NobodyPrefix + eventId;
}
