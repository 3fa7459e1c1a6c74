using PatientFlow.Lake;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>Rows that columns take many at a time, and strings that come again.</summary>
public sealed class ColumnRowsTests
{
    private static readonly string[] Names = ["Cardiology", "ICU", "Zürich", "", "H2-SUR-12", "H2-SUR-13"];

    [Fact]
    public void AppendRows_OfAnyRows_AddsWhatAppendFromAddsOneByOne()
    {
        var random = new Random(5);
        var text = new TextColumn();
        var number = new Int64Column();
        for (var i = 0; i < 300; i++)
        {
            text.Append(random.Next(4) == 0 ? null : Names[random.Next(Names.Length)]);
            number.Append(random.Next(4) == 0 ? null : random.NextInt64());
        }

        var rows = Enumerable.Range(0, 500).Select(_ => random.Next(300)).ToArray();
        Column[] sources = [text, number];
        foreach (var source in sources)
        {
            var (one, many) = (Column.Create(source.Type), Column.Create(source.Type));
            foreach (var row in rows) one.AppendFrom(source, row);
            many.AppendRows(source, rows.AsSpan(..200));
            many.AppendRows(source, rows.AsSpan(200..));

            Assert.Equal(Texts(one), Texts(many));
            Assert.Equal(one.NullCount, many.NullCount);
        }
    }

    [Fact]
    public async Task AppendEach_WithTheSameStringsAgainAndAgain_WritesWhatEachRowHas()
    {
        var random = new Random(6);
        var rows = Enumerable.Range(0, 9_000).Select(i => random.Next(8) switch
        {
            0 => null,
            1 => new string('x', random.Next(3)) + Names[1],
            2 => $"only once {i}",
            _ => Names[random.Next(Names.Length)],
        }).ToArray();
        using var file = new MemoryStream();
        using (var writer = new ParquetWriter(file, new Schema(new Field("text", DataType.String)), ParquetWriteOptions.Default))
        {
            var batch = new ColumnBatch(writer.Schema);
            foreach (var some in rows.Chunk(1_500))
            {
                batch.Clear();
                batch.Get<TextColumn>("text").AppendEach<string?>(some, text => text);
                Assert.Equal(some, Texts(batch.Columns[0]));
                await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
            }

            await writer.CompleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(rows, await ReadAsync(file));
    }

    [Fact]
    public async Task CompleteAsync_OfASmallFile_WritesItAtOnce()
    {
        using var file = new CountedStream();
        using var writer = new ParquetWriter(file, new Schema(new Field("n", DataType.Long)), ParquetWriteOptions.Default);
        var batch = new ColumnBatch(writer.Schema);
        batch.Get<Int64Column>("n").AppendEach<long>([1, 2, 2], n => n == 1 ? null : n);
        await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
        await writer.CompleteAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, writer.SizeBytes), (file.Writes, file.Length));
    }

    private static async Task<string?[]> ReadAsync(MemoryStream file)
    {
        var parquet = await ParquetFile.OpenAsync(file.ToArray(), ParquetReadOptions.Default, TestContext.Current.CancellationToken);
        var batch = await parquet.ReadAsync(0, new Schema(new Field("text", DataType.String)), TestContext.Current.CancellationToken);
        return Texts(batch.Columns[0]);
    }

    private static string?[] Texts(Column column) =>
        [.. Enumerable.Range(0, column.Count).Select(row => column.IsNull(row) ? null
            : column is TextColumn text ? text.GetString(row) : $"{((Int64Column)column)[row]}")];

    private sealed class CountedStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
