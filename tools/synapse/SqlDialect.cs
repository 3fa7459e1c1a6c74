namespace PatientFlow.Tools.Synapse;

/// <summary>
/// A query is written once, in T-SQL that DuckDB reads too but for three words, so that what the tests run on DuckDB is
/// what an analyst runs on Synapse.
/// </summary>
internal static class SqlDialect
{
    /// <summary>The view as T-SQL.</summary>
    public static string Synapse(SqlView view) =>
        $"{view.Comment}CREATE OR ALTER VIEW {view.Name}\nAS\n{view.Query};\nGO\n";

    /// <summary>
    /// The view for DuckDB: it has no COUNT_BIG (COUNT is 64 bits wide), BIT is a bit string, and it quotes the unit of
    /// DATEDIFF.
    /// </summary>
    public static string DuckDb(SqlView view)
    {
        var query = view.Query
            .Replace("COUNT_BIG(", "COUNT(", StringComparison.Ordinal)
            .Replace("AS BIT)", "AS BOOLEAN)", StringComparison.Ordinal)
            .Replace("DATEDIFF(DAY,", "DATEDIFF('DAY',", StringComparison.Ordinal)
            .Replace("DATEDIFF(MINUTE,", "DATEDIFF('MINUTE',", StringComparison.Ordinal);
        return $"{view.Comment}CREATE OR REPLACE VIEW {view.Name} AS\n{query};\n";
    }
}
