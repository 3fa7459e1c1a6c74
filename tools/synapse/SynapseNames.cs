namespace PatientFlow.Tools.Synapse;

/// <summary>What the scripts call things. Database and gold objects: seed-spec section 8.</summary>
internal static class SynapseNames
{
    /// <summary>The database that the seed's reports connect to.</summary>
    public const string Database = "healthcare_analytics";

    /// <summary>The only collation for which serverless pushes text predicates down to the files.</summary>
    public const string Collation = "Latin1_General_100_BIN2_UTF8";

    /// <summary>The workspace's own identity, as a credential of the database.</summary>
    public const string Credential = "lake_managed_identity";

    /// <summary>The lake's root as an external data source.</summary>
    public const string DataSource = "lake";

    /// <summary>The sqlcmd variable that holds the lake's address.</summary>
    public const string LakeUrlVariable = "$(LakeUrl)";

    /// <summary>
    /// The view over a table of the lake: Gold in <c>dbo</c> under the seed's names, the other layers in a schema of
    /// their own, because Bronze and Silver both have a <c>patient_flow</c>.
    /// </summary>
    public static string View(string tablePath)
    {
        var (layer, name) = Split(tablePath);
        return layer == "gold" ? $"dbo.{name}" : $"{layer}.{name}";
    }

    /// <summary>The layer of a table: <c>gold</c> of <c>gold/dim_date</c>.</summary>
    public static string Layer(string tablePath) => Split(tablePath).Layer;

    private static (string Layer, string Name) Split(string tablePath)
    {
        var slash = tablePath.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? (tablePath[..slash], tablePath[(slash + 1)..])
            : throw new ArgumentException($"{tablePath} names no layer.", nameof(tablePath));
    }
}
