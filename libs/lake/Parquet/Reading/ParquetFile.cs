using System.Buffers.Binary;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// A Parquet file opened for reading: flat and nested columns, pages of version 1 and 2, all encodings in use,
/// Snappy, GZIP or no compression. Anything else is refused by name; broken bytes end in a
/// <see cref="LakeFormatException"/>. Safe for use by many threads.
/// </summary>
public sealed class ParquetFile
{
    private const int TailBytes = 8;

    /// <summary>
    /// Read at once from the end: the footer of most files lies within it, and small files do as a whole.
    /// </summary>
    private const int FirstReadBytes = 64 << 10;

    /// <summary>Chunks that lie this near to each other are read in one go.</summary>
    private const int GapBytesMax = 64 << 10;

    private readonly Func<long, Memory<byte>, CancellationToken, Task<int>> read;
    private readonly long length;
    private readonly FileFooter footer;
    private readonly ParquetNode root;
    private readonly List<ParquetNode> leaves = [];
    private readonly ParquetReadOptions options;

    private ParquetFile(
        Func<long, Memory<byte>, CancellationToken, Task<int>> read, long length, FileFooter footer,
        ParquetReadOptions options)
    {
        this.read = read;
        this.length = length;
        this.footer = footer;
        this.options = options;
        root = ParquetNode.Build(footer.Schema, leaves);
        Schema = ToSchema(root);
        Int128 rows = 0;
        foreach (var group in footer.RowGroups) rows += group.RowCount;
        if (rows != footer.RowCount) throw new LakeFormatException("The row groups do not add up to the file's rows.");
    }

    /// <summary>The columns as the file describes them.</summary>
    public Schema Schema { get; }

    /// <summary>Rows in the file.</summary>
    public long RowCount => footer.RowCount;

    /// <summary>Row groups in the file: the unit of reading.</summary>
    public int RowGroupCount => footer.RowGroups.Count;

    /// <summary>Who wrote the file, if it says so.</summary>
    public string? CreatedBy => footer.CreatedBy;

    internal FileFooter Footer => footer;

    /// <summary>Opens a file in a store.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="path">Its path in the store.</param>
    /// <param name="sizeBytes">Its exact length.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static Task<ParquetFile> OpenAsync(
        ILakeStore store, string path, long sizeBytes, ParquetReadOptions options,
        CancellationToken cancellationToken) =>
        OpenAsync((offset, buffer, c) => store.ReadRangeAsync(path, offset, buffer, c), sizeBytes, options,
            cancellationToken);

    /// <summary>Opens a file that is in memory.</summary>
    public static Task<ParquetFile> OpenAsync(
        ReadOnlyMemory<byte> bytes, ParquetReadOptions options, CancellationToken cancellationToken) =>
        OpenAsync((offset, buffer, _) => ReadMemory(bytes, offset, buffer), bytes.Length, options, cancellationToken);

    /// <summary>Rows of a row group.</summary>
    public long RowCountOf(int rowGroup) => footer.RowGroups[rowGroup].RowCount;

    /// <summary>Reads a row group.</summary>
    /// <param name="rowGroup">0 to <see cref="RowGroupCount"/> - 1.</param>
    /// <param name="wanted">
    /// The columns wanted, by name, with the types wanted; a column that the file lacks reads as null.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<ColumnBatch> ReadAsync(int rowGroup, Schema wanted, CancellationToken cancellationToken)
    {
        var group = footer.RowGroups[rowGroup];
        if (group.RowCount > Array.MaxLength) throw new LakeUnsupportedException("a row group of over 2 billion rows");
        if (group.Columns.Count != leaves.Count)
            throw new LakeFormatException("A row group has another number of columns than the schema.");
        var budget = new ReadBudget(options.DecodedBytesMax);
        var chunks = new Dictionary<int, ChunkReader>();
        foreach (var field in wanted.Fields)
        {
            if (Find(field.Name) is not { } node) continue;
            foreach (var (leaf, type) in ColumnAssembler.Needed(node, field.Type))
                chunks[leaf.LeafIndex] = new ChunkReader(
                    group.Columns[leaf.LeafIndex], LeafReaders.For(leaf, type, budget), budget, options);
        }

        await ReadChunksAsync(group, chunks, cancellationToken);
        return Assemble(wanted, chunks, (int)group.RowCount, budget);
    }

    /// <summary>Reads the whole file, all columns or those named.</summary>
    public async Task<ColumnBatch> ReadAllAsync(Schema wanted, CancellationToken cancellationToken)
    {
        if (RowGroupCount == 1) return await ReadAsync(0, wanted, cancellationToken);
        var all = new ColumnBatch(wanted);
        for (var i = 0; i < RowGroupCount; i++)
        {
            var batch = await ReadAsync(i, wanted, cancellationToken);
            all.AppendRange(batch, 0, batch.RowCount);
        }

        return all;
    }

    private static Schema ToSchema(ParquetNode root)
    {
        try
        {
            return new Schema([.. root.Children.Select(StoredTypes.ToField)]);
        }
        catch (ArgumentException fault)
        {
            throw new LakeFormatException($"The file's schema is no schema: {fault.Message}", fault);
        }
    }

    private static Task<int> ReadMemory(ReadOnlyMemory<byte> bytes, long offset, Memory<byte> buffer)
    {
        var count = (int)Math.Max(0, Math.Min(buffer.Length, bytes.Length - offset));
        if (count > 0) bytes.Slice((int)offset, count).CopyTo(buffer);
        return Task.FromResult(count);
    }

    private static async Task<ParquetFile> OpenAsync(
        Func<long, Memory<byte>, CancellationToken, Task<int>> read, long length, ParquetReadOptions options,
        CancellationToken cancellationToken)
    {
        if (length < TailBytes + 4) throw new LakeFormatException("The file is too short to be a Parquet file.");
        var tail = new byte[(int)Math.Min(length, FirstReadBytes)];
        await ReadExactAsync(read, length - tail.Length, tail, cancellationToken);
        var end = tail.AsSpan(tail.Length - TailBytes);
        if (end[4..].SequenceEqual("PARE"u8)) throw new LakeUnsupportedException("an encrypted Parquet footer");
        if (!end[4..].SequenceEqual("PAR1"u8)) throw new LakeFormatException("The file does not end as Parquet does.");
        var footerLength = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (footerLength <= 0 || footerLength > length - TailBytes - 4)
            throw new LakeFormatException("The footer is longer than the file.");
        var footerBytes = tail;
        var footerStart = tail.Length - TailBytes - footerLength;
        if (footerStart < 0)
        {
            footerBytes = new byte[footerLength];
            footerStart = 0;
            await ReadExactAsync(read, length - TailBytes - footerLength, footerBytes, cancellationToken);
        }

        var footer = FileFooter.Read(footerBytes.AsSpan(footerStart, footerLength));
        var whole = tail;
        // A file that was read as a whole is not read again.
        return new ParquetFile(
            tail.Length == length ? (offset, buffer, _) => ReadMemory(whole, offset, buffer) : read,
            length, footer, options);
    }

    private static async Task ReadExactAsync(
        Func<long, Memory<byte>, CancellationToken, Task<int>> read, long offset, Memory<byte> buffer,
        CancellationToken cancellationToken)
    {
        if (await read(offset, buffer, cancellationToken) != buffer.Length)
            throw new LakeFormatException("The file is shorter than it should be.");
    }

    private ParquetNode? Find(string name) => root.Children.FirstOrDefault(child => child.Element.Name == name);

    private async Task ReadChunksAsync(
        RowGroup group, Dictionary<int, ChunkReader> chunks, CancellationToken cancellationToken)
    {
        var pending = chunks.Select(pair => (Range: RangeOf(group.Columns[pair.Key]), Chunk: pair.Value))
            .OrderBy(item => item.Range.Start).ToList();
        for (var first = 0; first < pending.Count;)
        {
            var start = pending[first].Range.Start;
            var end = pending[first].Range.End;
            var last = first + 1;
            while (last < pending.Count && pending[last].Range.Start <= end + GapBytesMax
                && Math.Max(end, pending[last].Range.End) - start <= int.MaxValue / 2)
                end = Math.Max(end, pending[last++].Range.End);
            if (end - start > Array.MaxLength) throw new LakeUnsupportedException("a column chunk of over 2 GB");
            var bytes = GC.AllocateUninitializedArray<byte>((int)(end - start));
            await ReadExactAsync(read, start, bytes, cancellationToken);
            for (; first < last; first++)
            {
                var range = pending[first].Range;
                pending[first].Chunk.Read(
                    bytes.AsMemory((int)(range.Start - start), (int)(range.End - range.Start)), group.RowCount);
            }
        }
    }

    private (long Start, long End) RangeOf(ColumnChunk chunk)
    {
        var name = string.Join('.', chunk.Path);
        if (chunk.Encrypted) throw new LakeUnsupportedException($"the encrypted Parquet column '{name}'");
        if (chunk.InOtherFile) throw new LakeUnsupportedException($"the Parquet column '{name}' in another file");
        var start = chunk.DictionaryPageOffset > 0
            ? Math.Min(chunk.DictionaryPageOffset, chunk.DataPageOffset)
            : chunk.DataPageOffset;
        if (start < 0 || chunk.CompressedBytes < 0 || start > length || chunk.CompressedBytes > length - start)
            throw new LakeFormatException($"The column '{name}' lies outside the file.");
        return (start, start + chunk.CompressedBytes);
    }

    private ColumnBatch Assemble(
        Schema wanted, Dictionary<int, ChunkReader> chunks, int rows, ReadBudget budget)
    {
        var assembler = new ColumnAssembler(chunks);
        var columns = new List<Column>(wanted.Fields.Count);
        foreach (var field in wanted.Fields)
        {
            Column column;
            if (Find(field.Name) is { } node)
            {
                column = assembler.Build(node, field.Type);
            }
            else
            {
                budget.Charge(rows);
                column = ColumnAssembler.NullColumn(field.Type, rows);
            }

            if (column.Count != rows) throw new LakeFormatException($"Column '{field.Name}' has too few rows.");
            columns.Add(column);
        }

        return new ColumnBatch(wanted, columns, rows);
    }
}
