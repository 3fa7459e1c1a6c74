namespace PatientFlow.Events;

/// <summary>Kind of an event. The wire spells it in upper snake case, such as <c>BED_STATUS</c>.</summary>
public enum EventKind : byte
{
    /// <summary>
    /// Missing or unknown to this version: the event is kept and flagged, and has no effect on a patient.
    /// </summary>
    Unknown = 0,

    /// <summary>The patient is admitted to a department.</summary>
    Admission = 1,

    /// <summary>The admitted patient moves to another place.</summary>
    Transfer = 2,

    /// <summary>Demographics changed: gender, age or insurance.</summary>
    Update = 3,

    /// <summary>Vital signs were measured.</summary>
    Vitals = 4,

    /// <summary>The stay ends.</summary>
    Discharge = 5,

    /// <summary>The state of a bed was declared; it is about no patient.</summary>
    BedStatus = 6,

    /// <summary>The last transfer was a mistake: the patient is where it was before.</summary>
    CancelTransfer = 7,

    /// <summary>The discharge was a mistake: the stay goes on.</summary>
    CancelDischarge = 8,
}
