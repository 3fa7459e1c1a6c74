namespace PatientFlow.Tools.Deid;

/// <summary>What becomes of a column. One that no rule names is left out.</summary>
internal enum DeidRule
{
    /// <summary>It tells nothing of who the patient is.</summary>
    Keep,

    /// <summary>The patient's pseudonym.</summary>
    Patient,

    /// <summary>The pseudonym of a patient version's key.</summary>
    VersionKey,

    /// <summary>The pseudonym of a stay's key.</summary>
    StayKey,

    /// <summary>The pseudonym of an event's key.</summary>
    EventKey,

    /// <summary>A time or a day, moved back by the patient's own whole days.</summary>
    Shift,

    /// <summary>Years, 90 for every age from 90 on.</summary>
    Age,

    /// <summary>Text that too few patients have becomes <see cref="DeidTables.Rare"/>: it may be anything.</summary>
    Common,
}
