using PatientFlow.Lake.Parquet;

namespace PatientFlow.Lake.Delta;

/// <summary>Works out which files a merge touches, and rewrites them. One plan for one attempt.</summary>
internal sealed class MergePlan
{
    private readonly DeltaTable table;
    private readonly Snapshot snapshot;
    private readonly TableMerge merge;
    private readonly BytesDictionary keys = new();
    private readonly bool[] matched;
    private readonly List<IReadOnlyDictionary<string, string?>>? partitions;

    public MergePlan(DeltaTable table, Snapshot snapshot, TableMerge merge)
    {
        this.table = table;
        this.snapshot = snapshot;
        this.merge = merge;
        matched = new bool[merge.Source.RowCount];
        var key = new MergeKey([.. merge.Keys.Select(name => merge.Source[name])]);
        for (var row = 0; row < merge.Source.RowCount; row++)
        {
            keys.IndexOf(key.Of(row), out var added);
            if (!added) throw new ArgumentException($"Row {row} of the source has the key of an earlier row.");
        }

        var columns = snapshot.Metadata.PartitionColumns;
        if (columns.Count > 0 && columns.All(merge.Keys.Contains))
            partitions = [.. TableStaging.Divide(merge.Source, columns).Select(part => part.Partition)];
    }

    public async Task<TableChange> BuildAsync(CancellationToken cancellationToken)
    {
        var removes = new List<AddFile>();
        var adds = new List<AddFile>();
        foreach (var file in Candidates())
        {
            if (!await TouchesAsync(file, cancellationToken)) continue;
            removes.Add(file);
            adds.AddRange(await RewriteAsync(file, cancellationToken));
        }

        if (merge.InsertUnmatched) adds.AddRange(await InsertAsync(cancellationToken));
        return new TableChange
        {
            Operation = "MERGE", Adds = adds, Removes = removes, Transactions = merge.Transactions,
            // A row added meanwhile might have matched, so all files that were read count, not only the rewritten ones.
            Reads = partitions is null ? ReadScope.Table : ReadScope.Partitions(partitions),
            BasedOn = snapshot.Version,
            OperationParameters = new Dictionary<string, string> { ["keys"] = string.Join(',', merge.Keys) },
        };
    }

    private IEnumerable<AddFile> Candidates()
    {
        var read = partitions is null ? null : ReadScope.Partitions(partitions);
        var ranges = RowFilter.And([.. merge.Keys.Select(KeyRange).OfType<RowFilter>()]);
        return snapshot.FilesFor(ranges).Where(file => read?.Covers(file) ?? true);
    }

    // The least and the greatest key of the source; a file outside of them holds no match.
    private RowFilter? KeyRange(string name)
    {
        var column = merge.Source[name];
        if (column.Count == 0 || column.NullCount > 0 || column is not (Int64Column or Int32Column)) return null;
        var values = Enumerable.Range(0, column.Count)
            .Select(row => column is Int64Column wide ? wide[row] : ((Int32Column)column)[row]).ToList();
        return RowFilter.And(
            RowFilter.Compare(name, FilterOperator.GreaterOrEqual, values.Min()),
            RowFilter.Compare(name, FilterOperator.LessOrEqual, values.Max()));
    }

    private async Task<bool> TouchesAsync(AddFile file, CancellationToken cancellationToken)
    {
        var rows = table.ReadAsync(snapshot, file, merge.Keys, cancellationToken);
        await foreach (var batch in rows)
        {
            var key = new MergeKey(batch.Columns);
            for (var row = 0; row < batch.RowCount; row++)
                if (keys.Find(key.Of(row)) >= 0)
                    return true;
        }

        return false;
    }

    private async Task<IReadOnlyList<AddFile>> RewriteAsync(AddFile file, CancellationToken cancellationToken)
    {
        var kept = new ColumnBatch(snapshot.Schema);
        await foreach (var batch in table.ReadAsync(snapshot, file, columns: null, cancellationToken))
        {
            var key = new MergeKey([.. merge.Keys.Select(name => batch[name])]);
            // Rows that stay are copied in runs: most rows of a touched file do.
            var run = 0;
            for (var row = 0; row < batch.RowCount; row++)
            {
                var source = keys.Find(key.Of(row));
                if (source < 0) continue;
                matched[source] = true;
                var action = merge.WhenMatched(batch, row, merge.Source, source);
                if (action == MergeAction.Keep) continue;
                kept.AppendRange(batch, run, row - run);
                run = row + 1;
                if (action == MergeAction.Replace) AppendSource(kept, source);
            }

            kept.AppendRange(batch, run, batch.RowCount - run);
        }

        return await table.StageAsync(kept, cancellationToken);
    }

    private Task<IReadOnlyList<AddFile>> InsertAsync(CancellationToken cancellationToken)
    {
        var added = new ColumnBatch(snapshot.Schema);
        for (var row = 0; row < matched.Length; row++)
            if (!matched[row])
                AppendSource(added, row);
        return table.StageAsync(added, cancellationToken);
    }

    private void AppendSource(ColumnBatch target, int row)
    {
        for (var i = 0; i < target.Columns.Count; i++)
        {
            if (merge.Source.Schema.TryIndexOf(target.Schema.Fields[i].Name, out var index))
                target.Columns[i].AppendFrom(merge.Source.Columns[index], row);
            else target.Columns[i].AppendNull();
        }
    }
}
