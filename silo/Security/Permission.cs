namespace PatientFlow.Silo.Security;

/// <summary>What a caller of the API may do (docs/security.md). Each endpoint needs one at most.</summary>
internal enum Permission
{
    /// <summary>Read counts: hospitals, departments, alerts. No patient is in them.</summary>
    Census,

    /// <summary>Read the state of each bed, without who is in it.</summary>
    Beds,

    /// <summary>Read what names a patient. Each read leaves an audit record.</summary>
    Patients,

    /// <summary>See a patient who is restricted, or outside their part of the network, for a while, by saying why.</summary>
    BreakGlass,

    /// <summary>Change the state of a bed.</summary>
    SetBeds,

    /// <summary>Move patients from bed to bed.</summary>
    MovePatients,

    /// <summary>Send events.</summary>
    Ingest,

    /// <summary>Read how the system does: partitions, exports.</summary>
    Operations,
}
