namespace PatientFlow.Calls;

/// <summary>
/// Names of grain types. Stored state is found by them, so they must not change when a class is renamed.
/// </summary>
public static class GrainTypes
{
    /// <summary>A patient, by patient id.</summary>
    public const string Patient = "patient";

    /// <summary>A department, by department key.</summary>
    public const string Department = "department";

    /// <summary>A bed, by bed id.</summary>
    public const string Bed = "bed";

    /// <summary>The reader of one partition, by its number.</summary>
    public const string Ingest = "ingest";

    /// <summary>The only committer to the lake.</summary>
    public const string Exporter = "exporter";

    /// <summary>The only keeper of alerts.</summary>
    public const string Alert = "alert";

    /// <summary>What a person may see for a while because they said why, by who they are.</summary>
    public const string BreakGlass = "break-glass";
}
