using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>A table of a few rows, a file and a version for each.</summary>
internal static class SmallTable
{
    public static readonly Schema Schema = new(
    [
        new Field("id", DataType.Long, Nullable: false, Comment: "Key."),
        new Field("name", DataType.String),
        new Field("at", DataType.Timestamp),
        new Field("raw", DataType.Binary),
        new Field("price", DataType.Decimal(20, 3)),
        new Field("day", DataType.Date),
    ]);

    /// <summary>Makes the table: version n has the rows 0 to n - 1.</summary>
    public static async Task<DeltaTable> WriteAsync(
        string folder, int rows, IReadOnlyDictionary<string, string>? configuration = null, string? name = null)
    {
        var table = await DeltaTable.CreateAsync(
            new LocalStore(folder),
            new TableDefinition { Schema = Schema, Configuration = configuration ?? new Dictionary<string, string>() },
            new LakeOptions(), CancellationToken.None);
        for (var row = 0; row < rows; row++)
        {
            var adds = await table.StageAsync(Row(row, name), CancellationToken.None);
            (await table.CommitAsync(new TableChange { Adds = adds }, CancellationToken.None)).VersionOrThrow();
        }

        return table;
    }

    private static ColumnBatch Row(int row, string? name)
    {
        var batch = new ColumnBatch(Schema);
        batch.Get<Int64Column>("id").Append(row);
        batch.Get<TextColumn>("name").Append(name ?? $"Zoë \u001b[31m {row}");
        batch.Get<TimestampColumn>("at").Append(row * 1_000_001L);
        batch.Get<BinaryColumn>("raw").Append([0xFF, (byte)row]);
        batch.Get<DecimalColumn>("price").Append((Int128)12_345_678_901_234_567 + row);
        batch.Get<DateColumn>("day").AppendNull();
        return batch;
    }
}
