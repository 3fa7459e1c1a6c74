using PatientFlow.Lake.Parquet;

namespace PatientFlow.Lake.Delta;

/// <summary>Works out which files a merge touches, and rewrites them. One plan for one attempt.</summary>
internal sealed class MergePlan
{
    private readonly DeltaTable _table;
    private readonly Snapshot _snapshot;
    private readonly TableMerge _merge;
    private readonly BytesDictionary _keys = new();
    private readonly bool[] _matched;
    private readonly List<IReadOnlyDictionary<string, string?>>? _partitions;

    public MergePlan(DeltaTable table, Snapshot snapshot, TableMerge merge)
    {
        _table = table;
        _snapshot = snapshot;
        _merge = merge;
        _matched = new bool[merge.Source.RowCount];
        var key = new MergeKey([.. merge.Keys.Select(name => merge.Source[name])]);
        for (var row = 0; row < merge.Source.RowCount; row++)
        {
            _keys.IndexOf(key.Of(row), out var added);
            if (!added) throw new ArgumentException($"Row {row} of the source has the key of an earlier row.");
        }

        var columns = snapshot.Metadata.PartitionColumns;
        if (columns.Count > 0 && columns.All(merge.Keys.Contains))
            _partitions = [.. TableStaging.Divide(merge.Source, columns).Select(part => part.Partition)];
    }

    public async Task<TableChange> BuildAsync(CancellationToken cancellation)
    {
        var removes = new List<AddFile>();
        var adds = new List<AddFile>();
        foreach (var file in Candidates())
        {
            if (!await TouchesAsync(file, cancellation)) continue;
            removes.Add(file);
            adds.AddRange(await RewriteAsync(file, cancellation));
        }

        if (_merge.InsertUnmatched) adds.AddRange(await InsertAsync(cancellation));
        return new TableChange
        {
            Operation = "MERGE", Adds = adds, Removes = removes, Transactions = _merge.Transactions,
            // A row added meanwhile might have matched, so what was looked at counts, not only what was rewritten.
            Reads = _partitions is null ? ReadScope.Table : ReadScope.Partitions(_partitions),
            BasedOn = _snapshot.Version,
            OperationParameters = new Dictionary<string, string> { ["keys"] = string.Join(',', _merge.Keys) },
        };
    }

    private IEnumerable<AddFile> Candidates()
    {
        var read = _partitions is null ? null : ReadScope.Partitions(_partitions);
        var ranges = RowFilter.And([.. _merge.Keys.Select(KeyRange).OfType<RowFilter>()]);
        return _snapshot.FilesFor(ranges).Where(file => read?.Covers(file) ?? true);
    }

    // The least and the greatest key of the source; a file outside of them holds no match.
    private RowFilter? KeyRange(string name)
    {
        var column = _merge.Source[name];
        if (column.Count == 0 || column.NullCount > 0 || column is not (Int64Column or Int32Column)) return null;
        var values = Enumerable.Range(0, column.Count)
            .Select(row => column is Int64Column wide ? wide[row] : ((Int32Column)column)[row]).ToList();
        return RowFilter.And(
            RowFilter.Compare(name, FilterOperator.GreaterOrEqual, values.Min()),
            RowFilter.Compare(name, FilterOperator.LessOrEqual, values.Max()));
    }

    private async Task<bool> TouchesAsync(AddFile file, CancellationToken cancellation)
    {
        var rows = _table.ReadAsync(_snapshot, file, _merge.Keys, cancellation);
        await foreach (var batch in rows)
        {
            var key = new MergeKey(batch.Columns);
            for (var row = 0; row < batch.RowCount; row++)
                if (_keys.Find(key.Of(row)) >= 0)
                    return true;
        }

        return false;
    }

    private async Task<IReadOnlyList<AddFile>> RewriteAsync(AddFile file, CancellationToken cancellation)
    {
        var kept = new ColumnBatch(_snapshot.Schema);
        await foreach (var batch in _table.ReadAsync(_snapshot, file, columns: null, cancellation))
        {
            var key = new MergeKey([.. _merge.Keys.Select(name => batch[name])]);
            // Rows that stay are copied in runs: most rows of a touched file do.
            var run = 0;
            for (var row = 0; row < batch.RowCount; row++)
            {
                var source = _keys.Find(key.Of(row));
                if (source < 0) continue;
                _matched[source] = true;
                var action = _merge.WhenMatched(batch, row, _merge.Source, source);
                if (action == MergeAction.Keep) continue;
                kept.AppendRange(batch, run, row - run);
                run = row + 1;
                if (action == MergeAction.Replace) AppendSource(kept, source);
            }

            kept.AppendRange(batch, run, batch.RowCount - run);
        }

        return await _table.StageAsync(kept, cancellation);
    }

    private Task<IReadOnlyList<AddFile>> InsertAsync(CancellationToken cancellation)
    {
        var added = new ColumnBatch(_snapshot.Schema);
        for (var row = 0; row < _matched.Length; row++)
            if (!_matched[row])
                AppendSource(added, row);
        return _table.StageAsync(added, cancellation);
    }

    private void AppendSource(ColumnBatch target, int row)
    {
        for (var i = 0; i < target.Columns.Count; i++)
        {
            if (_merge.Source.Schema.TryIndexOf(target.Schema.Fields[i].Name, out var index))
                target.Columns[i].AppendFrom(_merge.Source.Columns[index], row);
            else target.Columns[i].AppendNull();
        }
    }
}
