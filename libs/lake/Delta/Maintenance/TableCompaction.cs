namespace PatientFlow.Lake.Delta;

/// <summary>Merges small files. The rows do not change, and the log says so (dataChange = false).</summary>
public static class TableCompaction
{
    /// <summary>Merges the small files of each partition.</summary>
    public static Task<CommitOutcome> OptimizeAsync(
        this DeltaTable table, OptimizeOptions options, CancellationToken cancellationToken) =>
        TableRewrites.RetryAsync(table, async snapshot =>
        {
            var adds = new List<AddFile>();
            var removes = new List<AddFile>();
            foreach (var bin in Bins(snapshot, options))
            {
                adds.AddRange(await MergeAsync(table, snapshot, bin, options, cancellationToken));
                removes.AddRange(bin);
            }

            return removes.Count == 0 ? null : new TableChange
            {
                Operation = "OPTIMIZE", Adds = adds, Removes = removes, Reads = ReadScope.OwnFiles, DataChange = false,
                BasedOn = snapshot.Version,
            };
        }, cancellationToken);

    /// <summary>Files that become one, at least two of them, all of one partition.</summary>
    private static IEnumerable<IReadOnlyList<AddFile>> Bins(Snapshot snapshot, OptimizeOptions options)
    {
        var partitions = snapshot.FilesFor(options.Filter)
            .Where(file => file.SizeBytes < options.SmallBytes)
            .GroupBy(file => LogPath.Folder(snapshot.Metadata.PartitionColumns, file.PartitionValues));
        foreach (var partition in partitions)
        {
            var bin = new List<AddFile>();
            long bytes = 0;
            // In the order of writing, so that rows of one time stay together.
            foreach (var file in partition.OrderBy(file => file.ModifiedMs).ThenBy(file => file.Path))
            {
                if (bin.Count > 0 && bytes + file.SizeBytes > options.TargetBytes)
                {
                    if (bin.Count > 1) yield return bin;
                    bin = [];
                    bytes = 0;
                }

                bin.Add(file);
                bytes += file.SizeBytes;
            }

            if (bin.Count > 1) yield return bin;
        }
    }

    private static async Task<IReadOnlyList<AddFile>> MergeAsync(
        DeltaTable table, Snapshot snapshot, IReadOnlyList<AddFile> bin, OptimizeOptions options,
        CancellationToken cancellationToken)
    {
        await using var writer = await table.StartFileAsync(bin[0].PartitionValues, cancellationToken);
        var held = options.SortBy.Count > 0 ? new ColumnBatch(snapshot.Schema) : null;
        foreach (var file in bin)
        {
            await foreach (var batch in table.ReadAsync(snapshot, file, columns: null, cancellationToken))
            {
                if (held is null) await writer.WriteAsync(batch, cancellationToken);
                else held.AppendRange(batch, 0, batch.RowCount);
            }
        }

        if (held is not null) await writer.WriteAsync(Sort(held, options.SortBy), cancellationToken);
        return writer.RowCount == 0 ? [] : [await writer.CompleteAsync(cancellationToken)];
    }

    private static ColumnBatch Sort(ColumnBatch rows, IReadOnlyList<string> by)
    {
        var keys = by.Select(name => rows[name]).ToList();
        var order = Enumerable.Range(0, rows.RowCount).ToArray();
        Array.Sort(order, (left, right) =>
        {
            foreach (var key in keys)
            {
                var difference = ColumnOrder.Compare(key, left, key, right);
                if (difference != 0) return difference;
            }

            return left.CompareTo(right);
        });
        var sorted = new ColumnBatch(rows.Schema);
        foreach (var row in order) sorted.AppendFrom(rows, row);
        return sorted;
    }
}
