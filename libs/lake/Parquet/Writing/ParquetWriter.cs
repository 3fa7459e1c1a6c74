using System.Buffers.Binary;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Writes one Parquet file, column by column: data page v1, PLAIN and RLE_DICTIONARY, statistics and column orders.
/// Holds one row group in memory. Owned by one thread at a time. A file that is not completed is no Parquet file.
/// </summary>
public sealed class ParquetWriter : IDisposable
{
    /// <summary>
    /// Rows that are encoded between two looks at the size of the row group. Small enough that long text cannot
    /// carry the group far beyond its limit.
    /// </summary>
    private const int SliceRows = 4096;

    // Spark trusts statistics only of a writer that names itself in this form.
    private const string CreatedBy = "patientflow-lake version 0.1.0 (build 1)";
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> _sink;
    private readonly ParquetWriteOptions _options;
    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly ParquetNode _root;
    private readonly List<ChunkWriter> _writers = [];
    private readonly PageCompressor _compressor;
    private readonly LeafStatistics[] _statistics;
    private readonly LevelShredder _shredder;
    private readonly List<RowGroup> _groups = [];
    private readonly ByteBuffer _scratch = new();
    private long _position;
    private long _rows;
    private int _groupRows;
    private bool _completed;

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
        _sink = sink;
        _options = options;
        Schema = schema;
        _elements = ParquetSchema.From(schema);
        var leaves = new List<ParquetNode>();
        _root = ParquetNode.Build(_elements, leaves);
        _compressor = new PageCompressor(options.Codec);
        foreach (var leaf in leaves) _writers.Add(ChunkWriters.For(leaf, options, _compressor));
        _statistics = [.. leaves.Select(_ => new LeafStatistics())];
        _shredder = new LevelShredder(leaves.Count);
        StartGroup();
    }

    /// <summary>The columns.</summary>
    public Schema Schema { get; }

    /// <summary>Rows taken so far.</summary>
    public long RowCount => _rows;

    /// <summary>Bytes of the file so far; after completion its length.</summary>
    public long SizeBytes => _position;

    /// <summary>What is known of each leaf column over the whole file. Complete after completion.</summary>
    internal IReadOnlyList<LeafStatistics> Statistics => _statistics;

    /// <summary>Adds rows. The batch is free for other use when the call returns.</summary>
    /// <exception cref="ArgumentException">
    /// The columns do not fit the schema, are of uneven length, or hold a null where none may be.
    /// </exception>
    public async ValueTask WriteAsync(ColumnBatch rows, CancellationToken cancellation)
    {
        ThrowIfUnfit(rows);
        if (_position == 0) await EmitAsync(Magic, cancellation);
        if (_root.Children.Any(child => !child.IsLeaf))
        {
            AppendNested(rows);
            await FlushIfFullAsync(cancellation);
            return;
        }

        for (var start = 0; start < rows.RowCount;)
        {
            var count = Math.Min(Math.Min(SliceRows, rows.RowCount - start), _options.RowGroupRows - _groupRows);
            for (var i = 0; i < _writers.Count; i++) _writers[i].AppendFlat(rows.Columns[i], start, count);
            Advance(count);
            start += count;
            await FlushIfFullAsync(cancellation);
        }
    }

    /// <summary>Writes the last row group and the footer.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        if (_position == 0) await EmitAsync(Magic, cancellation);
        if (_groupRows > 0) await FlushGroupAsync(cancellation);
        _completed = true;
        var footer = new FileFooter
        {
            Schema = _elements, RowCount = _rows, RowGroups = _groups, CreatedBy = CreatedBy,
        };
        _scratch.Clear();
        footer.Write(_scratch, _writers.Count);
        BinaryPrimitives.WriteInt32LittleEndian(_scratch.Room(sizeof(int)), _scratch.Length - sizeof(int));
        _scratch.Append(Magic);
        await EmitAsync(_scratch.WrittenMemory, cancellation);
    }

    /// <summary>Gives memory back. Does not complete the file.</summary>
    public void Dispose()
    {
        foreach (var writer in _writers) writer.ReleaseAll();
        _compressor.Release();
        _scratch.Release();
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
            var node = _root.Children[i];
            if (node.IsLeaf)
            {
                _writers[node.LeafIndex].AppendFlat(rows.Columns[i], 0, rows.RowCount);
                continue;
            }

            _shredder.Shred(node, rows.Columns[i]);
            _shredder.Flush(node, _writers);
        }

        Advance(rows.RowCount);
    }

    private void Advance(int rows)
    {
        _groupRows += rows;
        _rows += rows;
    }

    private ValueTask FlushIfFullAsync(CancellationToken cancellation)
    {
        if (_groupRows < _options.RowGroupRows)
        {
            long bytes = 0;
            foreach (var writer in _writers) bytes += writer.SizeBytes;
            if (bytes < _options.RowGroupBytes) return ValueTask.CompletedTask;
        }

        return FlushGroupAsync(cancellation);
    }

    private async ValueTask FlushGroupAsync(CancellationToken cancellation)
    {
        var start = _position;
        var chunks = new List<ColumnChunk>(_writers.Count);
        for (var i = 0; i < _writers.Count; i++)
        {
            var chunk = _writers[i].Finish(_position, _scratch, out var pages);
            chunks.Add(chunk);
            if (_scratch.Length > 0) await EmitAsync(_scratch.WrittenMemory, cancellation);
            for (var page = 0; page < pages.Count; page++) await EmitAsync(pages[page], cancellation);
            _statistics[i].Add(_writers[i].Statistics);
            _writers[i].Release();
        }

        _groups.Add(new RowGroup
        {
            Columns = chunks, RowCount = _groupRows, FileOffset = start, CompressedBytes = _position - start,
            UncompressedBytes = chunks.Sum(chunk => chunk.UncompressedBytes),
        });
        StartGroup();
    }

    private void StartGroup()
    {
        _groupRows = 0;
        foreach (var writer in _writers) writer.StartGroup();
    }

    private async ValueTask EmitAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _sink(bytes, cancellation);
        _position += bytes.Length;
    }
}
