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
            await AssertFoundAsync(fresh);
            store.Files.TryRemove($"_delta_log/{0:D20}.json", out _);
            store.Files.TryRemove($"_delta_log/{1:D20}.json", out _);
        }
    }

    [Theory]
    [InlineData("2020-01-02 03:04:05", "timestamp")]
    [InlineData("2020-01-02 03:04:05.0", "timestamp")]
    [InlineData("2020-01-02T03:04:05.000000Z", "timestamp")]
    [InlineData("2020-01-02T05:04:05+02:00", "timestamp")]
    [InlineData("2020-01-02 05:04:05.000+02:00", "timestamp")]
    [InlineData("inf", "double")]
    [InlineData("Infinity", "double")]
    [InlineData("5", "decimal(4,2)")]
    [InlineData("5.00", "decimal(4,2)")]
    [InlineData("5E0", "decimal(4,2)")]
    [InlineData("TRUE", "boolean")]
    [InlineData("true", "boolean")]
    [InlineData("", "string")]
    public void Partition_InAnySpelling_IsTheValue(string text, string type)
    {
        var schema = new Schema(new Field("part", SchemaJson.ReadName(type)), new Field("n", DataType.Long));
        var metadata = new TableMetadata
        {
            Id = "t", Schema = schema, PartitionColumns = ["part"], Configuration = new Dictionary<string, string>(),
        };
        var file = new AddFile
        {
            Path = "f", PartitionValues = new Dictionary<string, string?> { ["part"] = text }, SizeBytes = 1, ModifiedMs = 0,
        };
        var bounds = new FileBounds(metadata, file, literal: false);
        object value = type switch
        {
            "timestamp" => new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero),
            "double" => double.PositiveInfinity,
            "boolean" => true,
            "string" => "",
            _ => 5m,
        };
        // An empty text is null, which equals nothing.
        Assert.Equal(text.Length > 0, RowFilter.Equal("part", value).MayHold(bounds));
        Assert.Equal(text.Length > 0, RowFilter.Compare("part", FilterOperator.LessOrEqual, value).MayHold(bounds));
        Assert.False(RowFilter.Compare("part", FilterOperator.Less, value).MayHold(bounds));
        Assert.Equal(text.Length == 0, RowFilter.IsNull("part").MayHold(bounds));
    }

    /// <summary>Each file that holds a row for a condition is kept by it.</summary>
    private static async Task AssertFoundAsync(DeltaTable table)
    {
        var first = new List<(AddFile File, ColumnBatch Rows)>();
        foreach (var file in table.Current.Files)
            first.Add((file, await table.ReadFileAsync(file, columns: null, CancellationToken.None)));
        foreach (var (_, rows) in first.Where(f => !f.Rows["part"].IsNull(0)))
        {
            foreach (var comparison in Enum.GetValues<FilterOperator>())
            {
                var filter = RowFilter.Compare("part", comparison, SqlLiteral.Of(rows["part"], 0).Value);
                var kept = table.Current.FilesFor(filter);
                Assert.All(first.Where(f => filter.Holds(f.Rows, 0) == true), f => Assert.Contains(f.File, kept));
            }
        }
    }

    // An empty text means null in a log; that is the protocol's.
    private static string? TextOf(Column column, int row) =>
        CanonicalText.Of(column, row) is { Length: > 0 } text ? text : null;
}
