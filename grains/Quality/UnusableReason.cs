namespace PatientFlow.Quality;

/// <summary>Why a payload could not be used. Written to <c>bronze/quarantine</c> and <c>parse_error</c> in upper snake case.</summary>
public enum UnusableReason : byte
{
    /// <summary>It can be used.</summary>
    None = 0,

    /// <summary>The bytes are no JSON value.</summary>
    NotJson = 1,

    /// <summary>JSON, but no object.</summary>
    NotAnObject = 2,

    /// <summary>Text that is no valid Unicode.</summary>
    InvalidText = 3,

    /// <summary>No event id: duplicates of it could not be told apart.</summary>
    MissingEventId = 4,

    /// <summary>An event or patient id that is too long or holds control characters.</summary>
    InvalidId = 5,

    /// <summary>No patient id: in Silver, but in no patient's history.</summary>
    MissingPatientId = 6,

    /// <summary>No event type: in Silver, but without effect.</summary>
    MissingEventType = 7,

    /// <summary>An event type that this version does not know: in Silver, but without effect.</summary>
    UnknownEventType = 8,
}
