using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// A data file being written in pieces. Complete it to get the action to commit; disposed before, it leaves nothing.
/// Owned by one thread at a time.
/// </summary>
public sealed class TableFileWriter : IAsyncDisposable
{
    private readonly StoreUpload upload;
    private readonly ParquetWriter writer;
    private readonly Schema schema;
    private readonly string path;
    private readonly IReadOnlyDictionary<string, string?> partition;
    private readonly int indexedColumns;
    private readonly TimeProvider clock;

    internal TableFileWriter(
        StoreUpload upload, string path, TableMetadata metadata, IReadOnlyDictionary<string, string?> partition,
        LakeOptions options)
    {
        this.upload = upload;
        this.path = path;
        this.partition = partition;
        schema = new Schema([.. metadata.Schema.Fields.Where(f => !metadata.PartitionColumns.Contains(f.Name))]);
        indexedColumns = new TableProperties(metadata.Configuration).IndexedColumns;
        clock = options.Clock;
        writer = new ParquetWriter(upload.WriteAsync, schema, options.Parquet);
    }

    /// <summary>Rows taken so far.</summary>
    public long RowCount => writer.RowCount;

    /// <summary>Adds rows. The batch is free for other use when the call returns.</summary>
    /// <param name="rows">
    /// Columns of the table by name; partition columns are ignored, missing ones become null.
    /// </param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <exception cref="ArgumentException">A column has another type, or a null that is not allowed.</exception>
    public ValueTask WriteAsync(ColumnBatch rows, CancellationToken cancellationToken)
    {
        rows.ThrowIfUneven();
        var columns = schema.Fields.Select(field => rows.Schema.TryIndexOf(field.Name, out var index)
            ? rows.Columns[index]
            : ColumnAssembler.NullColumn(field.Type, rows.RowCount));
        return writer.WriteAsync(new ColumnBatch(schema, [.. columns]), cancellationToken);
    }

    /// <summary>Closes the file: durable, but not visible before its action is committed.</summary>
    public async Task<AddFile> CompleteAsync(CancellationToken cancellationToken)
    {
        await writer.CompleteAsync(cancellationToken);
        await upload.CompleteAsync(cancellationToken);
        return new AddFile
        {
            Path = LogPath.Encode(path),
            PartitionValues = partition,
            SizeBytes = writer.SizeBytes,
            ModifiedMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            StatsJson = FileStatistics.Write(schema, writer.RowCount, writer.Statistics, indexedColumns),
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return upload.DisposeAsync();
    }
}
