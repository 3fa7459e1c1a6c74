namespace PatientFlow.Quality;

/// <summary>Why a payload could not be used; <see cref="WireReader"/> and <see cref="QualityRules"/> decide it. Written to <c>bronze/quarantine</c> and <c>parse_error</c> in upper snake case.</summary>
public enum UnusableReason : byte
{
    /// <summary>It can be used.</summary>
    None = 0,

    /// <summary>The bytes are not a JSON value.</summary>
    NotJson = 1,

    /// <summary>The payload is JSON, but not an object.</summary>
    NotAnObject = 2,

    /// <summary>It contains text that is not valid Unicode.</summary>
    InvalidText = 3,

    /// <summary>It has no event id, so its duplicates could not be recognised.</summary>
    MissingEventId = 4,

    /// <summary>An event or patient id is too long or contains control characters.</summary>
    InvalidId = 5,

    /// <summary>It has no patient id: it is in Silver, but in no patient's history.</summary>
    MissingPatientId = 6,

    /// <summary>It has no event type: it is in Silver, but has no effect.</summary>
    MissingEventType = 7,

    /// <summary>This version does not know its event type: it is in Silver, but has no effect.</summary>
    UnknownEventType = 8,

    /// <summary>It declares no state that a bed can be put into: it is in Silver, but in no bed's history.</summary>
    UnknownBedStatus = 9,

    /// <summary>It declares something of no bed, or of one that the network does not have: in Silver, in no bed's history.</summary>
    UnknownBed = 10,
}
