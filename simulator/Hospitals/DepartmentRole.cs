namespace PatientFlow.Simulator.Hospitals;

/// <summary>How a department takes part in patient flow. It is derived from the names in the network file.</summary>
internal enum DepartmentRole
{
    /// <summary>An adult ward: surgery, oncology, cardiology and whatever else a network calls its wards.</summary>
    Ward,

    /// <summary>Where most stays begin and few last.</summary>
    Emergency,

    /// <summary>Intensive care: sick patients, frequent vitals, step-down to a ward.</summary>
    Intensive,

    /// <summary>Children only.</summary>
    Pediatric,

    /// <summary>Women of child-bearing age only.</summary>
    Maternity,
}
