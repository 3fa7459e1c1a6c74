using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>A lake as an older version would have left it: with fewer columns, with fewer tables.</summary>
internal static class OlderLake
{
    /// <summary>Makes a table anew without some columns; its rows and how far they go stay.</summary>
    public static async Task DropColumnsAsync(string lake, Table table, params string[] columns)
    {
        var root = Path.Combine(lake, table.Path);
        var now = await DeltaTable.OpenAsync(new LocalStore(root), new LakeOptions(), CancellationToken.None);
        var kept = now.Current.Schema.Fields.Select(f => f.Name).Except(columns).ToList();
        var rows = new ColumnBatch(now.Current.Schema.Select(kept));
        foreach (var file in now.Current.Files)
        {
            var held = await now.ReadFileAsync(file, kept, CancellationToken.None);
            rows.AppendRange(held, 0, held.RowCount);
        }

        DropTable(lake, table);
        var old = await DeltaTable.CreateAsync(
            new LocalStore(root),
            new TableDefinition
            {
                Schema = rows.Schema,
                PartitionColumns = now.Current.Metadata.PartitionColumns,
                Configuration = now.Current.Metadata.Configuration,
            },
            new LakeOptions(), CancellationToken.None);
        await old.AppendAsync(
            rows, [.. now.Current.Transactions.Select(t => new AppTransaction(t.AppId, t.Version))], CancellationToken.None);
    }

    /// <summary>Deletes a table.</summary>
    public static void DropTable(string lake, Table table) =>
        Directory.Delete(Path.Combine(lake, table.Path), recursive: true);
}
