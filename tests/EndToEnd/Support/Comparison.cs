namespace PatientFlow.Tests.Support;

/// <summary>Whether two lakes hold the same rows, but for when they were processed.</summary>
internal static class Comparison
{
    /// <summary>Columns that hold processing times: they differ between any two runs.</summary>
    private static readonly string[] ProcessingTimes =
    [
        "eventhub_timestamp", "ingested_at", "_bronze_eventhub_ts", "_bronze_ingested_at", "_silver_processed_at", "_gold_processed_at",
    ];

    /// <summary>Asserts it, table by table, both ways, repeated rows counted.</summary>
    public static async Task AssertSameAsync(string oneData, string otherData)
    {
        await using var lakes = await LakeReader.OpenAsync(
            ("one", Path.Combine(oneData, "lake")), ("other", Path.Combine(otherData, "lake")));
        foreach (var table in LakeRules.Tables)
        {
            var columns = $"COLUMNS(c -> c NOT IN ({string.Join(", ", ProcessingTimes.Select(t => $"'{t}'"))}))";
            await lakes.AssertNoneAsync(
                $"{table} holds the same rows",
                $"""
                (SELECT 'only the first' AS side, {columns} FROM one.{table} EXCEPT ALL SELECT 'only the first', {columns} FROM other.{table})
                UNION ALL
                (SELECT 'only the second', {columns} FROM other.{table} EXCEPT ALL SELECT 'only the second', {columns} FROM one.{table})
                """);
        }
    }
}
