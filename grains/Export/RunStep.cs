namespace PatientFlow.Export;

/// <summary>
/// Step of an export run. The order keeps foreign keys resolvable: dimensions come before facts, and the partitions are
/// told only when every table holds what they gave.
/// </summary>
internal enum RunStep : byte
{
    /// <summary>Ask the partitions what they have; there is no run yet.</summary>
    Prepare,

    /// <summary><c>bronze/patient_flow</c>.</summary>
    Bronze,

    /// <summary><c>bronze/quarantine</c>.</summary>
    Quarantine,

    /// <summary><c>silver/patient_flow</c>.</summary>
    Silver,

    /// <summary><c>gold/dim_date</c>.</summary>
    Dates,

    /// <summary><c>gold/dim_patient</c>.</summary>
    Patients,

    /// <summary><c>gold/fact_stay</c>.</summary>
    Stays,

    /// <summary><c>gold/fact_census</c>.</summary>
    Census,

    /// <summary><c>gold/fact_patient_flow</c>.</summary>
    Facts,

    /// <summary><c>gold/fact_bed_status</c>.</summary>
    BedStatuses,

    /// <summary>Tell the partitions how far the lake holds them.</summary>
    Tell,

    /// <summary>The run has ended, successfully or not.</summary>
    Over,
}
