using PatientFlow.Lake;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>What is written is what is read, for every type and layout.</summary>
public sealed class ParquetRoundTripTests
{
    private static readonly ParquetWriteOptions[] Layouts =
    [
        ParquetWriteOptions.Default,
        new() { Codec = ParquetCodec.None, DictionaryBytes = 0 },
        new() { Codec = ParquetCodec.Gzip, PageRows = 100, RowGroupRows = 250 },
        new() { PageBytes = 200, DictionaryBytes = 100 },
        new() { PageRows = 1, RowGroupRows = 7, Codec = ParquetCodec.None },
        new() { RowGroupBytes = 2_000, DictionaryBytes = 1_000 },
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Write_OfEveryType_IsReadBack(int seed)
    {
        foreach (var layout in Layouts)
        {
            var rows = new RandomRows(seed).Make(RandomRows.EveryType, 1_000);
            ColumnAssert.Equal(rows, await ReadAsync(await WriteAsync(layout, rows)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Write_OfNestedTypes_IsReadBack(int seed)
    {
        foreach (var layout in Layouts)
        {
            var rows = new RandomRows(seed).Make(RandomRows.Nested, 300);
            ColumnAssert.Equal(rows, await ReadAsync(await WriteAsync(layout, rows)));
        }
    }

    [Fact]
    public async Task Write_OfNoRows_IsAFileWithoutRowGroups()
    {
        var rows = new ColumnBatch(RandomRows.EveryType);
        var file = await ParquetFile.OpenAsync(
            await WriteAsync(ParquetWriteOptions.Default, rows), ParquetReadOptions.Default, CancellationToken.None);
        Assert.Equal(0, file.RowCount);
        Assert.Equal(0, file.RowGroupCount);
        ColumnAssert.Equal(rows, await file.ReadAllAsync(file.Schema, CancellationToken.None));
    }

    [Fact]
    public async Task Write_InManyBatches_FillsRowGroupsUpToTheirLimit()
    {
        var schema = new Schema(new Field("n", DataType.Long));
        using var held = new MemoryStream();
        using var writer = new ParquetWriter(held, schema, new ParquetWriteOptions { RowGroupRows = 1_000 });
        var rows = new ColumnBatch(schema);
        for (var i = 0; i < 35; i++)
        {
            rows.Clear();
            for (var n = 0; n < 100; n++) rows.Get<Int64Column>("n").Append(i * 100 + n);
            await writer.WriteAsync(rows, CancellationToken.None);
        }

        await writer.CompleteAsync(CancellationToken.None);
        Assert.Equal(writer.SizeBytes, held.Length);
        var file = await ParquetFile.OpenAsync(held.ToArray(), ParquetReadOptions.Default, CancellationToken.None);
        Assert.Equal([1_000, 1_000, 1_000, 500], Enumerable.Range(0, 4).Select(file.RowCountOf));
        var read = await file.ReadAllAsync(schema, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 3_500).Select(i => (long)i), read.Get<Int64Column>("n").Values.ToArray());
    }

    [Fact]
    public async Task Read_OfAColumnThatTheFileLacks_GivesNulls()
    {
        var rows = new RandomRows(1).Make(RandomRows.Nested, 50);
        var file = await ParquetFile.OpenAsync(
            await WriteAsync(ParquetWriteOptions.Default, rows), ParquetReadOptions.Default, CancellationToken.None);
        var wanted = new Schema(
            new Field("new", DataType.String),
            new Field("group", new StructType([new("missing", DataType.Long)])),
            new Field("id", DataType.Long));
        var read = await file.ReadAllAsync(wanted, CancellationToken.None);
        Assert.Equal(50, read["new"].NullCount);
        Assert.Equal(rows["group"].NullCount, read["group"].NullCount);
        Assert.Equal(50, read.Get<StructColumn>("group")["missing"].NullCount);
        Assert.Equal(rows.Get<Int64Column>("id").Values.ToArray(), read.Get<Int64Column>("id").Values.ToArray());
    }

    [Fact]
    public async Task Write_OfANullWhereNoneMayBe_IsRefused()
    {
        var schema = new Schema(new Field("n", DataType.Long, Nullable: false));
        var rows = new ColumnBatch(schema);
        rows["n"].AppendNull();
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(ParquetWriteOptions.Default, rows));
    }

    [Fact]
    public async Task Write_OfAShortOutOfRange_IsRefused()
    {
        var schema = new Schema(new Field("n", DataType.Short));
        var rows = new ColumnBatch(schema);
        rows.Get<Int32Column>("n").Append(40_000);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => WriteAsync(ParquetWriteOptions.Default, rows));
    }

    internal static async Task<byte[]> WriteAsync(ParquetWriteOptions options, ColumnBatch rows)
    {
        using var held = new MemoryStream();
        using var writer = new ParquetWriter(held, rows.Schema, options);
        await writer.WriteAsync(rows, CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
        return held.ToArray();
    }

    private static async Task<ColumnBatch> ReadAsync(byte[] bytes)
    {
        var file = await ParquetFile.OpenAsync(bytes, ParquetReadOptions.Default, CancellationToken.None);
        return await file.ReadAllAsync(file.Schema, CancellationToken.None);
    }
}
