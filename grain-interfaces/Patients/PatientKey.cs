namespace PatientFlow.Patients;

/// <summary>Maps events to their grain.</summary>
public static class PatientKey
{
    /// <summary>
    /// First character of a grain key for an event without a patient: a control character, which no id may contain.
    /// </summary>
    public const string NobodyPrefix = "\u0001";

    /// <summary>Returns the key of the grain that applies an event.</summary>
    public static string Of(Events.PatientEvent e) => Of(e.PatientId, e.EventId);

    /// <summary>The same, of an event's two ids.</summary>
    public static string Of(string? patientId, string eventId) => patientId ?? NobodyPrefix + eventId;
}
