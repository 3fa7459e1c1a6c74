namespace PatientFlow.Events;

/// <summary>
/// The flags of <c>_dq_extra</c>: what the seven rules do not cover. The upper half depends on the patient's state.
/// Numbers are stored and never reused.
/// </summary>
[Flags]
public enum ExtraFlags
{
    /// <summary>Written as null.</summary>
    None = 0,

    /// <summary>No gender.</summary>
    MissingGender = 1 << 0,

    /// <summary>No age was sent (an age that a rule removed is <see cref="QualityFlags.InvalidAge"/>).</summary>
    MissingAge = 1 << 1,

    /// <summary>No diagnosis code.</summary>
    MissingDiagnosis = 1 << 2,

    /// <summary>No insurance type.</summary>
    MissingInsurance = 1 << 3,

    /// <summary>An admission or discharge without an admission time.</summary>
    NullAdmissionTime = 1 << 4,

    /// <summary>The hospital was missing or invalid and was taken from the bed id.</summary>
    HospitalFromBed = 1 << 5,

    /// <summary>The department is neither a department of this network nor a known spelling of one.</summary>
    UnknownDepartment = 1 << 6,

    /// <summary>The network has no bed with this id.</summary>
    UnknownBed = 1 << 7,

    /// <summary>
    /// The bed belongs to another department or hospital than the event states: the patient is there, without a bed.
    /// </summary>
    BedElsewhere = 1 << 8,

    /// <summary>No readable event_timestamp: the log's append time is used instead.</summary>
    MissingEventTime = 1 << 9,

    /// <summary>A field had a wrong type or an unreadable value and was read as null.</summary>
    MalformedField = 1 << 10,

    /// <summary>An event type that this version does not know.</summary>
    UnknownEventType = 1 << 11,

    /// <summary>
    /// The discharge time is after the event itself: the stay ends at the event's time, unless that is before the stay.
    /// </summary>
    FutureDischarge = 1 << 12,

    /// <summary>A number was sent as text, such as <c>"72"</c>, and was read as the number.</summary>
    NumberAsText = 1 << 13,

    /// <summary>Blanks around the patient id or the event id were dropped.</summary>
    IdTrimmed = 1 << 14,

    /// <summary>Blanks around another text were dropped, or an event type was put into upper case.</summary>
    TextCleaned = 1 << 15,

    /// <summary>
    /// The event is older than the patient's current version and has other values: history is not rewritten.
    /// </summary>
    LateChange = 1 << 16,

    /// <summary>An admission while a stay is open: treated as a transfer.</summary>
    AdmittedWhileAdmitted = 1 << 17,

    /// <summary>A transfer or discharge whose admission has not arrived: it waits.</summary>
    AwaitsAdmission = 1 << 18,

    /// <summary>A discharge of a stay that has already ended: no effect.</summary>
    AlreadyDischarged = 1 << 19,

    /// <summary>A movement older than the last one of its stay: the place does not change.</summary>
    LateMovement = 1 << 20,

    /// <summary>Vital signs of a patient without an open stay.</summary>
    NoOpenStay = 1 << 21,

    /// <summary>An admission after the patient died: kept as sent.</summary>
    AdmittedAfterDeath = 1 << 22,

    /// <summary>
    /// The event is older than the event ids that the patient remembers: it may be a duplicate, and is kept.
    /// </summary>
    BeyondDedupWindow = 1 << 23,

    /// <summary>More movements wait for an admission than a patient keeps: this one does not change the stay.</summary>
    WaitingFull = 1 << 24,

    /// <summary>The event is older than the oldest version that the patient keeps: it refers to that version.</summary>
    BeyondHistory = 1 << 25,

    /// <summary>A transfer to the place where the patient is: nothing moves, and it does not count.</summary>
    SamePlace = 1 << 26,

    /// <summary>
    /// A discharge from before the stay that it ends, which states no later time either: the stay ends when it began,
    /// without a length.
    /// </summary>
    DischargeBeforeStay = 1 << 27,

    /// <summary>
    /// A cancel that finds no transfer or discharge to take back, or an older one than it names: no effect.
    /// </summary>
    NothingToCancel = 1 << 28,
}
