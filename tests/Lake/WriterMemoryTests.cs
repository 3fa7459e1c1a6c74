using PatientFlow.Lake;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>What the writer allocates, which depends on no clock: far below 100 bytes a row.</summary>
public sealed class WriterMemoryTests
{
    private const int BatchRows = 20_000, Batches = 20, BytesARowMax = 100;

    [Fact]
    public async Task Write_OfManyRows_AllocatesLittleForEach()
    {
        var schema = new Schema(
            new Field("id", DataType.Long, Nullable: false), new Field("ward", DataType.String),
            new Field("at", DataType.Timestamp), new Field("score", DataType.Double),
            new Field("cost", DataType.Decimal(12, 2)), new Field("open", DataType.Boolean));
        var rows = new ColumnBatch(schema);
        for (var i = 0; i < BatchRows; i++)
        {
            rows.Get<Int64Column>("id").Append(i);
            rows.Get<TextColumn>("ward").Append($"Ward {i % 40}");
            rows.Get<TimestampColumn>("at").Append(1_735_689_600_000_000 + i * 1_000_000L);
            rows.Get<DoubleColumn>("score").Append(i / 7d);
            rows.Get<DecimalColumn>("cost").Append((Int128)i * 31);
            rows.Get<BooleanColumn>("open").Append(i % 3 == 0);
        }

        await WriteAsync(schema, rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await WriteAsync(schema, rows);
        var bytesARow = (GC.GetAllocatedBytesForCurrentThread() - before) / (BatchRows * Batches);
        Assert.InRange(bytesARow, 0, BytesARowMax);
    }

    private static async Task WriteAsync(Schema schema, ColumnBatch rows)
    {
        using var writer = new ParquetWriter(Stream.Null, schema, ParquetWriteOptions.Default);
        for (var i = 0; i < Batches; i++) await writer.WriteAsync(rows, CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
    }
}
