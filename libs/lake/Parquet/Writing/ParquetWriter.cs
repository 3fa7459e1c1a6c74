using System.Buffers.Binary;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Writes one Parquet file, column by column: data page v1, PLAIN and RLE_DICTIONARY, statistics and column orders.
/// Holds one row group in memory. Owned by one thread at a time. A file that is not completed is not a Parquet file.
/// </summary>
public sealed class ParquetWriter : IDisposable
{
    /// <summary>
    /// Rows that are encoded between two looks at the size of the row group. Small enough that long text cannot
    /// carry the group far beyond its limit.
    /// </summary>
    private const int SliceRows = 4096;

    /// <summary>Bytes that are written at once: a small file is one write, not one for each of its pages.</summary>
    private const int WriteBytes = 1 << 20;

    // Spark trusts statistics only of a writer that names itself in this form.
    private const string CreatedBy = "patientflow-lake version 0.1.0 (build 1)";
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> sink;
    private readonly ParquetWriteOptions options;
    private readonly IReadOnlyList<SchemaElement> elements;
    private readonly ParquetNode root;
    private readonly List<ChunkWriter> writers = [];
    private readonly PageCompressor compressor;
    private readonly LeafStatistics[] statistics;
    private readonly LevelShredder shredder;
    private readonly List<RowGroup> groups = [];
    private readonly ByteBuffer scratch = new();
    private readonly ByteBuffer pending = new();
    private long position;
    private long rows;
    private int groupRows;
    private bool completed;

    /// <summary>Starts a file.</summary>
    /// <param name="output">Where the bytes go; stays open. Never read or sought.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="options">Codec and sizes.</param>
    public ParquetWriter(Stream output, Schema schema, ParquetWriteOptions options)
        : this(output.WriteAsync, schema, options)
    {
    }

    internal ParquetWriter(
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> sink, Schema schema, ParquetWriteOptions options)
    {
        if (schema.Fields.Count == 0) throw new ArgumentException("A file needs a column.", nameof(schema));
        this.sink = sink;
        this.options = options;
        Schema = schema;
        elements = ParquetSchema.From(schema);
        var leaves = new List<ParquetNode>();
        root = ParquetNode.Build(elements, leaves);
        compressor = new PageCompressor(options.Codec);
        foreach (var leaf in leaves) writers.Add(ChunkWriters.For(leaf, options, compressor));
        statistics = [.. leaves.Select(_ => new LeafStatistics())];
        shredder = new LevelShredder(leaves.Count);
        StartGroup();
    }

    /// <summary>The columns.</summary>
    public Schema Schema { get; }

    /// <summary>Rows taken so far.</summary>
    public long RowCount => rows;

    /// <summary>Bytes of the file so far; after completion its length.</summary>
    public long SizeBytes => position;

    /// <summary>What is known of each leaf column over the whole file. Complete after completion.</summary>
    internal IReadOnlyList<LeafStatistics> Statistics => statistics;

    /// <summary>Adds rows. The batch is free for other use when the call returns.</summary>
    /// <exception cref="ArgumentException">
    /// The columns do not fit the schema, are of uneven length, or hold a null that is not allowed.
    /// </exception>
    public async ValueTask WriteAsync(ColumnBatch rows, CancellationToken cancellationToken)
    {
        ThrowIfUnfit(rows);
        if (position == 0) await EmitAsync(Magic, cancellationToken);
        if (root.Children.Any(child => !child.IsLeaf))
        {
            AppendNested(rows);
            await FlushIfFullAsync(cancellationToken);
            return;
        }

        for (var start = 0; start < rows.RowCount;)
        {
            var count = Math.Min(Math.Min(SliceRows, rows.RowCount - start), options.RowGroupRows - groupRows);
            for (var i = 0; i < writers.Count; i++) writers[i].AppendFlat(rows.Columns[i], start, count);
            Advance(count);
            start += count;
            await FlushIfFullAsync(cancellationToken);
        }
    }

    /// <summary>Writes the last row group and the footer.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(completed, this);
        if (position == 0) await EmitAsync(Magic, cancellationToken);
        if (groupRows > 0) await FlushGroupAsync(cancellationToken);
        completed = true;
        var footer = new FileFooter
        {
            Schema = elements, RowCount = rows, RowGroups = groups, CreatedBy = CreatedBy,
        };
        scratch.Clear();
        footer.Write(scratch, writers.Count);
        BinaryPrimitives.WriteInt32LittleEndian(scratch.Room(sizeof(int)), scratch.Length - sizeof(int));
        scratch.Append(Magic);
        await EmitAsync(scratch.WrittenMemory, cancellationToken);
        await FlushAsync(cancellationToken);
    }

    /// <summary>Gives memory back. Does not complete the file.</summary>
    public void Dispose()
    {
        foreach (var writer in writers) writer.ReleaseAll();
        compressor.Release();
        scratch.Release();
        pending.Release();
    }

    private void ThrowIfUnfit(ColumnBatch rows)
    {
        rows.ThrowIfUneven();
        if (rows.Columns.Count != Schema.Fields.Count)
            throw new ArgumentException("The batch has another number of columns than the file.", nameof(rows));
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            var field = Schema.Fields[i];
            if (!rows.Columns[i].Type.Equals(field.Type))
                throw new ArgumentException(
                    $"Column '{field.Name}' is {rows.Columns[i].Type}, the file has {field.Type}.", nameof(rows));
            if (!field.Nullable && rows.Columns[i].NullCount > 0)
                throw new ArgumentException($"Column '{field.Name}' may not be null.", nameof(rows));
        }
    }

    private void AppendNested(ColumnBatch rows)
    {
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            var node = root.Children[i];
            if (node.IsLeaf)
            {
                writers[node.LeafIndex].AppendFlat(rows.Columns[i], 0, rows.RowCount);
                continue;
            }

            shredder.Shred(node, rows.Columns[i]);
            shredder.Flush(node, writers);
        }

        Advance(rows.RowCount);
    }

    private void Advance(int rows)
    {
        groupRows += rows;
        this.rows += rows;
    }

    private ValueTask FlushIfFullAsync(CancellationToken cancellationToken)
    {
        if (groupRows < options.RowGroupRows)
        {
            long bytes = 0;
            foreach (var writer in writers) bytes += writer.SizeBytes;
            if (bytes < options.RowGroupBytes) return ValueTask.CompletedTask;
        }

        return FlushGroupAsync(cancellationToken);
    }

    private async ValueTask FlushGroupAsync(CancellationToken cancellationToken)
    {
        var start = position;
        var chunks = new List<ColumnChunk>(writers.Count);
        for (var i = 0; i < writers.Count; i++)
        {
            var chunk = writers[i].Finish(position, scratch, out var pages);
            chunks.Add(chunk);
            if (scratch.Length > 0) await EmitAsync(scratch.WrittenMemory, cancellationToken);
            for (var page = 0; page < pages.Count; page++) await EmitAsync(pages[page], cancellationToken);
            statistics[i].Add(writers[i].Statistics);
            writers[i].Release();
        }

        groups.Add(new RowGroup
        {
            Columns = chunks, RowCount = groupRows, FileOffset = start, CompressedBytes = position - start,
            UncompressedBytes = chunks.Sum(chunk => chunk.UncompressedBytes),
        });
        StartGroup();
    }

    private void StartGroup()
    {
        groupRows = 0;
        foreach (var writer in writers) writer.StartGroup();
    }

    private ValueTask EmitAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        position += bytes.Length;
        pending.Append(bytes.Span);
        return pending.Length < WriteBytes ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await sink(pending.WrittenMemory, cancellationToken);
        pending.Clear();
    }
}
