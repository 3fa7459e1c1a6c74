using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>
/// Random operations on a table and on a plain dictionary: after each, both hold the same rows, also for a fresh
/// reader, and every past version still reads as it was.
/// </summary>
public sealed class TableModelTests
{
    private const int Operations = 60, KeysMax = 120;
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Schema Rows = new(
        new Field("key", DataType.Integer, Nullable: false), new Field("part", DataType.String),
        new Field("value", DataType.Double));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Operations_InAnyOrder_KeepTableAndModelEqual(int seed)
    {
        var random = new Random(seed);
        var store = new MemoryStore();
        var table = await DeltaTable.CreateAsync(
            store,
            new TableDefinition
            {
                Schema = Rows, PartitionColumns = seed % 2 == 0 ? ["part"] : [],
                Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "7" },
            },
            new LakeOptions(), None);
        var model = new SortedDictionary<int, (string? Part, double? Value)>();
        var past = new Dictionary<long, string> { [0] = Text(model) };
        for (var i = 0; i < Operations; i++)
        {
            await ApplyAsync(table, model, random);
            Assert.Equal(Text(model), await TextAsync(table, table.Current));
            past[table.Current.Version] = Text(model);
        }

        var fresh = await DeltaTable.OpenAsync(store, new LakeOptions(), None);
        Assert.Equal(Text(model), await TextAsync(fresh, fresh.Current));
        Assert.Empty(await fresh.VerifyAsync(fresh.Current, None));
        foreach (var (version, text) in past)
            Assert.Equal(text, await TextAsync(fresh, await fresh.ReadVersionAsync(version, None)));
    }

    private static async Task ApplyAsync(
        DeltaTable table, SortedDictionary<int, (string? Part, double? Value)> model, Random random)
    {
        var low = random.Next(KeysMax);
        var high = low + random.Next(30);
        var filter = RowFilter.And(
            RowFilter.Compare("key", FilterOperator.GreaterOrEqual, low),
            RowFilter.Compare("key", FilterOperator.Less, high));
        var hit = model.Keys.Where(key => key >= low && key < high).ToList();
        switch (random.Next(7))
        {
            case 0:
                await table.DeleteAsync(filter, None);
                foreach (var key in hit) model.Remove(key);
                break;
            case 1:
                await table.UpdateAsync(filter, (source, row, target) =>
                {
                    target.Get<Int32Column>("key").Append(source.Get<Int32Column>("key")[row]);
                    target.Get<TextColumn>("part").Append("updated");
                    target["value"].AppendNull();
                }, None);
                foreach (var key in hit) model[key] = ("updated", null);
                break;
            case 2:
                await table.OptimizeAsync(
                    new OptimizeOptions { SortBy = random.Next(2) == 0 ? ["value", "key"] : [] }, None);
                break;
            case 3 when random.Next(4) == 0:
                var all = Batch(Enumerable.Range(low, 10), random, out var replaced);
                await table.OverwriteAsync(all, None);
                model.Clear();
                foreach (var (key, row) in replaced) model[key] = row;
                break;
            default:
                var keys = Enumerable.Range(low, high - low).Where(_ => random.Next(3) > 0);
                var source = Batch(keys, random, out var rows);
                await table.MergeAsync(new TableMerge { Source = source, Keys = ["key"] }, None);
                foreach (var (key, row) in rows) model[key] = row;
                break;
        }
    }

    private static ColumnBatch Batch(
        IEnumerable<int> keys, Random random, out Dictionary<int, (string? Part, double? Value)> rows)
    {
        var batch = new ColumnBatch(Rows);
        rows = [];
        foreach (var key in keys)
        {
            var part = random.Next(4) switch { 0 => null, 1 => "a", 2 => "b=/%", _ => "ü 1" };
            double? value = random.Next(5) == 0 ? null : random.Next(1000) / 8d;
            batch.Get<Int32Column>("key").Append(key);
            batch.Get<TextColumn>("part").Append(part);
            batch.Get<DoubleColumn>("value").Append(value);
            rows[key] = (part, value);
        }

        return batch;
    }

    private static async Task<string> TextAsync(DeltaTable table, Snapshot snapshot)
    {
        var lines = new List<(int Key, string Line)>();
        await foreach (var batch in table.ScanAsync(snapshot, ["key", "part", "value"], filter: null, None))
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                var key = batch.Get<Int32Column>("key")[row];
                lines.Add((key, Line(key, batch.Get<TextColumn>("part").GetStringOrNull(row),
                    batch.Get<DoubleColumn>("value").ValueOrNull(row))));
            }
        }

        return string.Join('\n', lines.OrderBy(line => line.Key).Select(line => line.Line));
    }

    private static string Text(SortedDictionary<int, (string? Part, double? Value)> model) =>
        string.Join('\n', model.Select(pair => Line(pair.Key, pair.Value.Part, pair.Value.Value)));

    private static string Line(int key, string? part, double? value) =>
        $"{key} {part ?? "-"} {value?.ToString() ?? "-"}";
}
