using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>Partition values of every type: written, read back, and found by a filter.</summary>
public sealed class PartitionTests
{
    private const int RowsMax = 40;

    public static TheoryData<string, int> Columns()
    {
        var cases = new TheoryData<string, int>();
        foreach (var field in RandomRows.EveryType.Fields)
            for (var seed = 1; seed <= 3; seed++)
                cases.Add(field.Name, seed);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Partition_OfAnyType_KeepsItsValues(string column, int seed)
    {
        var type = RandomRows.EveryType[column].Type;
        var schema = new Schema(new Field("row", DataType.Long, Nullable: false), new Field("part", type));
        var parts = new RandomRows(seed).Make(new Schema(schema["part"]), RowsMax);
        var rows = new ColumnBatch(schema);
        rows["part"].AppendRange(parts["part"], 0, RowsMax);
        for (var row = 0; row < RowsMax; row++) rows.Get<Int64Column>("row").Append(row);
        var store = new MemoryStore();
        var table = await DeltaTable.CreateAsync(
            store,
            new TableDefinition
            {
                Schema = schema, PartitionColumns = ["part"],
                Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "1" },
            },
            new LakeOptions(), CancellationToken.None);
        await table.AppendAsync(rows, [], CancellationToken.None);

        // Once by the commit, once by the checkpoint alone.
        for (var read = 0; read < 2; read++)
        {
            var fresh = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
            var seen = new SortedDictionary<long, string?>();
            foreach (var file in fresh.Current.Files)
            {
                var batch = await fresh.ReadFileAsync(file, columns: null, CancellationToken.None);
                for (var row = 0; row < batch.RowCount; row++)
                    seen.Add(batch.Get<Int64Column>("row")[row], TextOf(batch["part"], row));
                if (batch["part"].IsNull(0))
                    Assert.Contains(file, fresh.Current.FilesFor(RowFilter.IsNull("part")));
            }

            Assert.Equal(Enumerable.Range(0, RowsMax).Select(row => TextOf(rows["part"], row)), seen.Values);
            store.Files.TryRemove($"_delta_log/{0:D20}.json", out _);
            store.Files.TryRemove($"_delta_log/{1:D20}.json", out _);
        }
    }

    // An empty text means null in a log; that is the protocol's.
    private static string? TextOf(Column column, int row) =>
        CanonicalText.Of(column, row) is { Length: > 0 } text ? text : null;
}
