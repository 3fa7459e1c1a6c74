using System.Runtime.CompilerServices;

namespace PatientFlow.Lake.Delta;

/// <summary>Reads the rows of a table.</summary>
public static class TableScan
{
    /// <summary>The live files that may hold a row for which the filter is true.</summary>
    /// <param name="snapshot">The table at a version.</param>
    /// <param name="filter">The condition; null for all files.</param>
    public static IReadOnlyList<AddFile> FilesFor(this Snapshot snapshot, RowFilter? filter) =>
        [.. snapshot.Files.Where(file => filter?.MayHold(new FileBounds(snapshot.Metadata, file, literal: false)) ?? true)];

    /// <summary>Reads the rows of a version, file after file, one batch for each row group.</summary>
    /// <param name="table">The table.</param>
    /// <param name="snapshot">The version.</param>
    /// <param name="columns">The columns wanted, in this order; null for all.</param>
    /// <param name="filter">Only rows for which this is true; null for all rows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<ColumnBatch> ScanAsync(
        this DeltaTable table, Snapshot snapshot, IReadOnlyList<string>? columns, RowFilter? filter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = columns ?? [.. snapshot.Schema.Fields.Select(field => field.Name)];
        var read = filter is null ? wanted : [.. wanted.Union(filter.Columns)];
        foreach (var file in snapshot.FilesFor(filter))
        {
            await foreach (var batch in TableFileReader.ReadAsync(
                table.Store, snapshot.Metadata, file, read, cancellationToken))
            {
                if (filter is null) yield return batch;
                else if (Take(batch, wanted, filter) is { RowCount: > 0 } taken) yield return taken;
            }
        }
    }

    /// <summary>
    /// How many rows a version has: from the statistics, and from the files themselves where those do not say.
    /// </summary>
    public static async Task<long> CountAsync(
        this DeltaTable table, Snapshot snapshot, CancellationToken cancellationToken)
    {
        long rows = 0;
        foreach (var file in snapshot.Files)
        {
            rows += file.Rows ?? (await Parquet.ParquetFile.OpenAsync(table.Store, file.StorePath, file.SizeBytes,
                Parquet.ParquetReadOptions.Default, cancellationToken)).RowCount;
        }

        return rows;
    }

    private static ColumnBatch Take(ColumnBatch batch, IReadOnlyList<string> wanted, RowFilter filter)
    {
        var taken = new ColumnBatch(batch.Schema.Select(wanted));
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (filter.Holds(batch, row) != true) continue;
            for (var i = 0; i < wanted.Count; i++) taken.Columns[i].AppendFrom(batch[wanted[i]], row);
        }

        return taken;
    }
}
