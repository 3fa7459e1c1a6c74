namespace PatientFlow.Tools.Deid;

/// <summary>How a column is de-identified. A column without a rule is left out.</summary>
internal enum DeidRule
{
    /// <summary>Unchanged: it says nothing about who the patient is.</summary>
    Keep,

    /// <summary>The patient's pseudonym.</summary>
    Patient,

    /// <summary>The pseudonym of a patient version's key.</summary>
    VersionKey,

    /// <summary>The pseudonym of a stay's key.</summary>
    StayKey,

    /// <summary>The pseudonym of an event's key.</summary>
    EventKey,

    /// <summary>A time or a day, moved back by a number of whole days that is the patient's own.</summary>
    Shift,

    /// <summary>Age in years; every age from 90 on becomes 90.</summary>
    Age,

    /// <summary>
    /// Text; if too few patients have it, it becomes <see cref="DeidTables.Rare"/>, because free text may contain
    /// anything.
    /// </summary>
    Common,
}
