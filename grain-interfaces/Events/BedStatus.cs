namespace PatientFlow.Events;

/// <summary>
/// State of a bed. The wire spells it in lower case, such as <c>available</c>. Source: HL7 table 0116, and the cleaning
/// stages of bed management systems (docs/decisions/0019-bed-states.md).
/// </summary>
public enum BedStatus : byte
{
    /// <summary>Missing, or unknown to this version.</summary>
    Unknown = 0,

    /// <summary>A patient can be put into it (HL7 U).</summary>
    Available = 1,

    /// <summary>Kept for a patient who has not arrived.</summary>
    Reserved = 2,

    /// <summary>A patient is in it (HL7 O). Only patients' events say so; nobody can declare it.</summary>
    Occupied = 3,

    /// <summary>To be cleaned (HL7 H); <see cref="CleaningStage"/> says how far that is.</summary>
    Dirty = 4,

    /// <summary>Not to be used for now, for a reason such as a repair.</summary>
    Blocked = 5,

    /// <summary>Not staffed (HL7 C).</summary>
    Closed = 6,

    /// <summary>Contaminated (HL7 K): it must be cleaned before it can be available.</summary>
    Contaminated = 7,

    /// <summary>Only for a patient in isolation (HL7 I).</summary>
    Isolated = 8,
}
