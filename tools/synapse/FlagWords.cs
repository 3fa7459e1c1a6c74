using PatientFlow.Events;

namespace PatientFlow.Tools.Synapse;

/// <summary>What each flag of <c>_dq_flags</c> and <c>_dq_extra</c> means, for people who read the tables.</summary>
internal static class FlagWords
{
    /// <summary>The findings of the seed's rules, in their order.</summary>
    public static IReadOnlyList<(QualityFlags Flag, string Words)> Quality { get; } =
    [
        (QualityFlags.FutureAdmission, "The admission was after the event, by at least the last digit of the event's time, and became the event's time."),
        (QualityFlags.InvalidAge, "The age was below 0 or above 120: null."),
        (QualityFlags.DischargeBeforeAdmit, "The discharge was before the admission that the event names: null."),
        (QualityFlags.DepartmentTypo, "The department was not as the network names it; a known spelling was mapped, blanks around it were dropped."),
        (QualityFlags.InvalidHospitalId, "The network has no such hospital: taken from the bed, or null."),
        (QualityFlags.MissingPatientId, "No patient id: the event is in Silver and in quarantine, and belongs to nobody."),
        (QualityFlags.MissingEventType, "No event type: the event has no effect."),
        (QualityFlags.MissingDepartment, "No department, in an event that should have one."),
    ];

    /// <summary>Further findings, in the order of their numbers.</summary>
    public static IReadOnlyList<(ExtraFlags Flag, string Words)> Extra { get; } =
    [
        (ExtraFlags.MissingGender, "An admission or discharge without a gender."),
        (ExtraFlags.MissingAge, "An admission or discharge without an age."),
        (ExtraFlags.MissingDiagnosis, "An admission or discharge without a diagnosis."),
        (ExtraFlags.MissingInsurance, "An admission or discharge without an insurance."),
        (ExtraFlags.NullAdmissionTime, "An admission or discharge without a readable admission time."),
        (ExtraFlags.HospitalFromBed, "The hospital was missing or invalid and comes from the bed id."),
        (ExtraFlags.UnknownDepartment, "The network has no such department, and no spelling like it."),
        (ExtraFlags.UnknownBed, "The network has no such bed; the stay has none."),
        (ExtraFlags.BedElsewhere, "The bed is of another department or hospital than the event states, which hold: the stay is there without a bed, and the bed stays its owner's. Only where the hospital has no such department does the bed tell it."),
        (ExtraFlags.MissingEventTime, "No readable event time: the event's time is when the log took it."),
        (ExtraFlags.MalformedField, "A field could not be read and is null: a wrong type, a text that is no number, a time that is none or outside of the years 1900 to 2199."),
        (ExtraFlags.UnknownEventType, "An event type that is not known: the event has no effect."),
        (ExtraFlags.FutureDischarge, "The discharge is after the event, by at least the last digit of the event's time: the stay ends at the event, unless that is before the stay."),
        (ExtraFlags.NumberAsText, "A number was sent as text and read as the number."),
        (ExtraFlags.IdTrimmed, "Blanks around the patient id or the event id were dropped."),
        (ExtraFlags.TextCleaned, "Blanks around another text were dropped, or the event type was put into upper case."),
        (ExtraFlags.LateChange, "Older than the patient's version, and different from it: history is not rewritten."),
        (ExtraFlags.AdmittedWhileAdmitted, "An admission of a patient who is in: a transfer."),
        (ExtraFlags.AwaitsAdmission, "A transfer or discharge that came before its admission: it waits."),
        (ExtraFlags.AlreadyDischarged, "A discharge of a stay that has ended: no effect."),
        (ExtraFlags.LateMovement, "Older than the last movement of the stay, or a discharge of another stay than the open one: nobody moves."),
        (ExtraFlags.NoOpenStay, "Vital signs of a patient who was not in."),
        (ExtraFlags.AdmittedAfterDeath, "An admission of a patient who died."),
        (ExtraFlags.BeyondDedupWindow, "Older than the event ids that the patient remembers: it may be a duplicate."),
        (ExtraFlags.WaitingFull, "Too many movements wait for the admission: this one has no effect."),
        (ExtraFlags.BeyondHistory, "Older than the versions that the patient remembers."),
        (ExtraFlags.SamePlace, "A transfer to the bed that the patient is in, or to that department without naming a bed: nothing moves, and it does not count."),
        (ExtraFlags.DischargeBeforeStay, "A discharge from before the stay that it follows in the log, and which states no later time: the stay ends when it began, without a length, and the bed is free."),
        (ExtraFlags.NothingToCancel, "A cancel that finds no transfer or discharge to take back, or one that is newer than itself: no effect."),
    ];
}
