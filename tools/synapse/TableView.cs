using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Synapse;

/// <summary>The view over one Delta table of the lake.</summary>
internal static class TableView
{
    /// <summary>
    /// The statement. OPENROWSET with FORMAT = 'DELTA', never Parquet: only the log says which files are live. A view,
    /// never an external table: those know no Delta partitions.
    /// </summary>
    public static string Of(Table table)
    {
        var columns = table.Schema.Select(c => $"    [{c.Name}] {SqlType.Of(c)}");
        return $"""
            {SqlComment.Of(table.Comment)}CREATE OR ALTER VIEW {SynapseNames.View(table.Path)}
            AS
            SELECT *
            FROM OPENROWSET(
                BULK '{table.Path}',
                DATA_SOURCE = '{SynapseNames.DataSource}',
                FORMAT = 'DELTA'
            )
            WITH (
            {string.Join(",\n", columns)}
            ) AS rows_of_lake;
            GO

            """;
    }
}
