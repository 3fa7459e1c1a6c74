namespace PatientFlow.Silo.Security;

/// <summary>What somebody is to the network, by the names that tokens and keys use in snake_case.</summary>
internal enum Role
{
    /// <summary>Places patients: sees beds and patients, changes beds.</summary>
    BedManager,

    /// <summary>Treats patients: sees beds and patients.</summary>
    Clinician,

    /// <summary>Cleans beds: sees and changes them, and no patient.</summary>
    Housekeeping,

    /// <summary>A sender of events.</summary>
    Ingest,

    /// <summary>Works with the tables: sees counts and exports.</summary>
    Analyst,

    /// <summary>Examines who saw what: reads the audit table, and of the API how the system does.</summary>
    Auditor,

    /// <summary>Runs the system: everything but patients, whom no operation needs.</summary>
    Admin,
}
