namespace PatientFlow.Export;

/// <summary>
/// Where an export run is. In this order, so that a foreign key always resolves: the dimensions before the facts, and
/// the partitions are told when every table holds what they gave.
/// </summary>
internal enum RunStep : byte
{
    /// <summary>The partitions are asked what they have; there is no run yet.</summary>
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

    /// <summary>The partitions hear how far the lake holds them.</summary>
    Tell,

    /// <summary>The run is through, or was given up.</summary>
    Over,
}
