using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// A data file being written in pieces. Complete it to get the action to commit; disposed before, it leaves nothing.
/// Owned by one thread at a time.
/// </summary>
public sealed class TableFileWriter : IAsyncDisposable
{
    private readonly StoreUpload _upload;
    private readonly ParquetWriter _writer;
    private readonly Schema _schema;
    private readonly string _path;
    private readonly IReadOnlyDictionary<string, string?> _partition;
    private readonly int _indexedColumns;
    private readonly TimeProvider _clock;

    internal TableFileWriter(
        StoreUpload upload, string path, TableMetadata metadata, IReadOnlyDictionary<string, string?> partition,
        LakeOptions options)
    {
        _upload = upload;
        _path = path;
        _partition = partition;
        _schema = new Schema([.. metadata.Schema.Fields.Where(f => !metadata.PartitionColumns.Contains(f.Name))]);
        _indexedColumns = new TableProperties(metadata.Configuration).IndexedColumns;
        _clock = options.Clock;
        _writer = new ParquetWriter(upload.WriteAsync, _schema, options.Parquet);
    }

    /// <summary>Rows taken so far.</summary>
    public long RowCount => _writer.RowCount;

    /// <summary>Adds rows. The batch is free for other use when the call returns.</summary>
    /// <param name="rows">
    /// Columns of the table by name; partition columns are ignored, missing ones become null.
    /// </param>
    /// <param name="cancellation">Stops the write.</param>
    /// <exception cref="ArgumentException">A column is of another type, or null where none may be.</exception>
    public ValueTask WriteAsync(ColumnBatch rows, CancellationToken cancellation)
    {
        rows.ThrowIfUneven();
        var columns = _schema.Fields.Select(field => rows.Schema.TryIndexOf(field.Name, out var index)
            ? rows.Columns[index]
            : ColumnAssembler.NullColumn(field.Type, rows.RowCount));
        return _writer.WriteAsync(new ColumnBatch(_schema, [.. columns]), cancellation);
    }

    /// <summary>Closes the file: durable, but not visible before its action is committed.</summary>
    public async Task<AddFile> CompleteAsync(CancellationToken cancellation)
    {
        await _writer.CompleteAsync(cancellation);
        await _upload.CompleteAsync(cancellation);
        return new AddFile
        {
            Path = LogPath.Encode(_path),
            PartitionValues = _partition,
            SizeBytes = _writer.SizeBytes,
            ModifiedMs = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            StatsJson = FileStatistics.Write(_schema, _writer.RowCount, _writer.Statistics, _indexedColumns),
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _writer.Dispose();
        return _upload.DisposeAsync();
    }
}
