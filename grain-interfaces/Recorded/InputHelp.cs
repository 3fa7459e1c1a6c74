namespace PatientFlow.Recorded;

/// <summary>What an input should be, for whoever gave something else.</summary>
public static class InputHelp
{
    /// <summary>The forms that can be read, and an event to begin with.</summary>
    public const string Expected =
        """
        Expected: JSON, one event a line, such as
          {"event_type":"ADMISSION","event_id":"e-1","patient_id":"p-1","hospital_id":3,"department":"ICU","event_timestamp":"2026-01-01T10:00:00"}
        or one array of events; as UTF-8, UTF-16 with or without a byte order mark, or any of these compressed by gzip.
        """;
}
