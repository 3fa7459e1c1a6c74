namespace PatientFlow.Patients;

/// <summary>How events find their grain.</summary>
public static class PatientKey
{
    /// <summary>Starts the key of a grain for an event without a patient; a control character, which no id may contain.</summary>
    public const string NobodyPrefix = "\u0001";

    /// <summary>The key of the grain that applies an event.</summary>
    public static string Of(Events.PatientEvent e) => e.PatientId ?? NobodyPrefix + e.EventId;
}
