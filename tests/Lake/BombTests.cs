using System.Buffers.Binary;
using System.IO.Compression;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>
/// Small inputs that claim to be large ones are refused before memory is taken for them. Chance seldom makes such
/// input, so it is made by hand here; what chance makes is in <see cref="FuzzTests"/>.
/// </summary>
public sealed class BombTests
{
    private const long DecodedBytesMax = 1 << 20;
    private const int Rows = 4_000_000;

    // What the reader takes beside the columns: the file itself, pages, levels.
    private const long AllocatedBytesMax = 8 * DecodedBytesMax;

    private static readonly ParquetReadOptions Limits = new() { DecodedBytesMax = DecodedBytesMax };

    [Theory]
    [InlineData("equal numbers")]
    [InlineData("equal texts")]
    [InlineData("nulls")]
    [InlineData("decimals")]
    [InlineData("lists")]
    public async Task Read_OfMillionsOfRowsInFewBytes_IsRefusedBeforeMemoryIsTaken(string what)
    {
        var bytes = await WriteAsync(what);
        Assert.InRange(bytes.Length, 1, Rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = await Assert.ThrowsAnyAsync<LakeException>(() => ReadAsync(bytes));
        Assert.Contains(nameof(ParquetReadOptions.DecodedBytesMax), refused.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedBytesMax);
    }

    [Theory]
    [InlineData((int)CompressionCodec.Snappy, 1 << 30)]
    [InlineData((int)CompressionCodec.Gzip, 1 << 30)]
    [InlineData((int)CompressionCodec.Uncompressed, 1 << 30)]
    public void Decompress_OfAFewBytesThatPromiseAGigabyte_IsRefusedBeforeMemoryIsTaken(int codec, int promised)
    {
        byte[][] pages = [[], [1, 2, 3], Gzipped(1000), [0x80, 0x80, 0x80, 0x80, 0x04, 0x00]];
        foreach (var page in pages)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<LakeFormatException>(
                () => PageDecompressor.Decompress((CompressionCodec)codec, page, promised));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedBytesMax);
        }
    }

    [Theory]
    [InlineData(ParquetCodec.Snappy)]
    [InlineData(ParquetCodec.Gzip)]
    public void Decompress_OfAPageThatIsCutOffAnywhere_SaysThatThePageIsBroken(ParquetCodec codec)
    {
        var compressor = new PageCompressor(codec);
        byte[] plain = [.. Enumerable.Range(0, 2_000).Select(i => (byte)(i % 7 * i % 11))];
        var page = compressor.Compress(plain).ToArray();
        Assert.Equal(plain, PageDecompressor.Decompress(compressor.Codec, page, plain.Length).ToArray());
        for (var length = 0; length < page.Length; length++)
        {
            try
            {
                // The end of GZIP is a mark, a sum and a length, which the runtime does not miss: nothing is lost then.
                Assert.Equal(
                    plain, PageDecompressor.Decompress(compressor.Codec, page.AsMemory(0, length), plain.Length).ToArray());
                Assert.Equal((ParquetCodec.Gzip, true), (codec, length >= page.Length - 10));
            }
            catch (LakeFormatException e)
            {
                Assert.StartsWith("A page ", e.Message);
            }
        }
    }

    [Fact]
    public void Decompress_OfMoreThanWasPromised_StopsThere()
    {
        var page = Gzipped(64 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<LakeFormatException>(() => PageDecompressor.Decompress(CompressionCodec.Gzip, page, 1000));
        var snappy = new PageCompressor(ParquetCodec.Snappy).Compress(new byte[2_000]).ToArray();
        Assert.Throws<LakeFormatException>(() => PageDecompressor.Decompress(CompressionCodec.Snappy, snappy, 1000));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedBytesMax);
    }

    [Fact]
    public async Task Open_OfAFooterWhoseListsClaimBillions_IsRefusedBeforeMemoryIsTaken()
    {
        // Field 2, a list of structs, of int.MaxValue elements.
        byte[] footer = [0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x00];
        byte[] bytes = [.. "PAR1"u8, .. footer, 0, 0, 0, 0, .. "PAR1"u8];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 + footer.Length), footer.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Assert.ThrowsAsync<LakeFormatException>(() => ReadAsync(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedBytesMax);
    }

    [Fact]
    public async Task Scan_OfPartitionColumnsAlone_OfAFileThatClaimsBillionsOfRows_IsRefusedBeforeMemoryIsTaken()
    {
        const long Claimed = 2_000_000_000;
        var chunk = new MadeThrift().Wide(2, 0).Inner(3, new MadeThrift().Number(1, (int)PhysicalType.Int64)
            .Numbers(2, 0).Texts(3, "n").Number(4, 0).Wide(5, Claimed).Wide(6, 0).Wide(7, 0).Wide(9, 4));
        var footer = new MadeThrift().Number(1, 1)
            .Structs(2, [new MadeThrift().Text(4, "root").Number(5, 1), new MadeThrift().Number(1, 2).Number(3, 1).Text(4, "n")])
            .Wide(3, Claimed).Structs(4, [new MadeThrift().Structs(1, [chunk]).Wide(2, 0).Wide(3, Claimed)]).Ended();
        byte[] bytes = [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
        var store = new MemoryStore();
        store.Files["f.parquet"] = bytes;
        var table = await DeltaTable.CreateAsync(
            store,
            new TableDefinition
            {
                Schema = new Schema(new Field("n", DataType.Long), new Field("ward", DataType.String)),
                PartitionColumns = ["ward"],
            },
            new LakeOptions(), CancellationToken.None);
        var file = new AddFile
        {
            Path = "f.parquet", PartitionValues = new Dictionary<string, string?> { ["ward"] = "ICU" },
            SizeBytes = bytes.Length, ModifiedMs = 0,
        };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = await Assert.ThrowsAsync<LakeFormatException>(
            () => table.ReadFileAsync(file, ["ward"], CancellationToken.None));
        Assert.Contains(nameof(ParquetReadOptions.DecodedBytesMax), refused.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedBytesMax);
    }

    private static async Task ReadAsync(byte[] bytes)
    {
        var file = await ParquetFile.OpenAsync(bytes, Limits, CancellationToken.None);
        for (var group = 0; group < file.RowGroupCount; group++)
            await file.ReadAsync(group, file.Schema, CancellationToken.None);
    }

    private static async Task<byte[]> WriteAsync(string what)
    {
        const int BatchRows = 100_000;
        DataType type = what switch
        {
            "equal numbers" or "nulls" => DataType.Long,
            "equal texts" => DataType.String,
            "decimals" => DataType.Decimal(38, 0),
            _ => new ListType(DataType.Long, ElementNullable: true),
        };
        var batch = new ColumnBatch(new Schema(new Field("c", type)));
        for (var row = 0; row < BatchRows; row++)
        {
            switch (batch.Columns[0])
            {
                case Int64Column c when what != "nulls":
                    c.Append(7);
                    break;
                case TextColumn c:
                    c.Append("the same");
                    break;
                case DecimalColumn c:
                    c.Append((Int128)1);
                    break;
                case ListColumn c:
                    c.Append();
                    break;
                default:
                    batch.Columns[0].AppendNull();
                    break;
            }
        }

        using var held = new MemoryStream();
        using var writer = new ParquetWriter(
            held, batch.Schema, new ParquetWriteOptions { RowGroupRows = Rows, RowGroupBytes = int.MaxValue });
        for (var i = 0; i < Rows / BatchRows; i++) await writer.WriteAsync(batch, CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
        return held.ToArray();
    }

    private static byte[] Gzipped(int zeros)
    {
        using var held = new MemoryStream();
        using (var stream = new GZipStream(held, CompressionLevel.Fastest)) stream.Write(new byte[zeros]);
        return held.ToArray();
    }
}
