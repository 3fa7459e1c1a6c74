namespace PatientFlow.Calls;

/// <summary>Names of grain types. Stored state is found by them, so they outlive whatever their classes are called.</summary>
public static class GrainTypes
{
    /// <summary>A patient, by patient id.</summary>
    public const string Patient = "patient";

    /// <summary>A department, by department key.</summary>
    public const string Department = "department";

    /// <summary>A bed, by bed id.</summary>
    public const string Bed = "bed";

    /// <summary>What reads one partition, by its number.</summary>
    public const string Ingest = "ingest";

    /// <summary>What commits to the lake; there is one.</summary>
    public const string Exporter = "exporter";

    /// <summary>What keeps the alerts; there is one.</summary>
    public const string Alert = "alert";
}
