namespace PatientFlow.Events;

/// <summary>What an event reports. The wire says it in upper case, such as <c>ADMISSION</c>.</summary>
public enum EventKind : byte
{
    /// <summary>No event type, or one that this version does not know: kept, flagged, without effect on a patient.</summary>
    Unknown = 0,

    /// <summary>A patient takes a place in a department.</summary>
    Admission = 1,

    /// <summary>An admitted patient moves to another place.</summary>
    Transfer = 2,

    /// <summary>Demographics changed: gender, age or insurance.</summary>
    Update = 3,

    /// <summary>Vital signs were taken.</summary>
    Vitals = 4,

    /// <summary>The stay ends.</summary>
    Discharge = 5,
}
