namespace PatientFlow.Lake.Delta;

/// <summary>
/// Changes of rows by copy-on-write: the files that hold them are read, rewritten, and swapped in one commit. A
/// change that conflicts with another writer is computed again, a bounded number of times.
/// </summary>
public static class TableRewrites
{
    private const int AttemptsMax = 10;

    /// <summary>Adds one row to <paramref name="target"/> in place of a row of <paramref name="source"/>.</summary>
    public delegate void RowUpdate(ColumnBatch source, int row, ColumnBatch target);

    /// <summary>Adds rows.</summary>
    public static async Task<CommitOutcome> AppendAsync(
        this DeltaTable table, ColumnBatch rows, IReadOnlyList<AppTransaction> transactions,
        CancellationToken cancellationToken) => await table.CommitAsync(
            new TableChange { Adds = await table.StageAsync(rows, cancellationToken), Transactions = transactions },
            cancellationToken);

    /// <summary>Replaces all rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The new rows, with the columns of the table.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<CommitOutcome> OverwriteAsync(
        this DeltaTable table, ColumnBatch rows, CancellationToken cancellationToken)
    {
        var files = await table.StageAsync(rows, cancellationToken);
        return await RetryAsync(table, snapshot => Task.FromResult<TableChange?>(new TableChange
        {
            Operation = "WRITE", Adds = files, Removes = [.. snapshot.Files], Reads = ReadScope.Table,
            OperationParameters = new Dictionary<string, string> { ["mode"] = "Overwrite" },
            BasedOn = snapshot.Version,
        }), cancellationToken);
    }

    /// <summary>Removes the rows for which a condition is true.</summary>
    public static Task<CommitOutcome> DeleteAsync(
        this DeltaTable table, RowFilter filter, CancellationToken cancellationToken) =>
        RetryAsync(
            table, snapshot => RewriteAsync(table, snapshot, filter, update: null, cancellationToken), cancellationToken);

    /// <summary>Changes the rows for which a condition is true.</summary>
    /// <param name="table">The table.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="update">Appends the row that takes the place of another; may change partition columns too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<CommitOutcome> UpdateAsync(
        this DeltaTable table, RowFilter filter, RowUpdate update, CancellationToken cancellationToken) =>
        RetryAsync(
            table, snapshot => RewriteAsync(table, snapshot, filter, update, cancellationToken), cancellationToken);

    /// <summary>
    /// Merges rows by key: a row with an existing key replaces, deletes or keeps it; any other row is added.
    /// </summary>
    /// <exception cref="ArgumentException">Two rows of the source have one key.</exception>
    public static Task<CommitOutcome> MergeAsync(
        this DeltaTable table, TableMerge merge, CancellationToken cancellationToken) => RetryAsync(
            table,
            async snapshot => await new MergePlan(table, snapshot, merge).BuildAsync(cancellationToken),
            cancellationToken);

    /// <summary>
    /// Adds nullable columns; old files read as null in them. Columns that are there already are skipped.
    /// </summary>
    /// <exception cref="InvalidOperationException">A column is there with another type, or is not nullable.</exception>
    public static Task<CommitOutcome> AddColumnsAsync(
        this DeltaTable table, IReadOnlyList<Field> columns, CancellationToken cancellationToken) =>
        RetryAsync(table, snapshot =>
        {
            var known = snapshot.Schema;
            foreach (var column in columns)
                if (known.TryIndexOf(column.Name, out var index) && !known.Fields[index].Type.Equals(column.Type))
                    throw new InvalidOperationException($"Column '{column.Name}' is {known.Fields[index].Type}.");
            var added = columns.Where(column => !known.TryIndexOf(column.Name, out _)).ToList();
            return Task.FromResult(added.Count == 0 ? null : new TableChange
            {
                Operation = "ADD COLUMNS",
                Metadata = snapshot.Metadata with { Schema = new Schema([.. known.Fields, .. added]) },
                BasedOn = snapshot.Version,
            });
        }, cancellationToken);

    /// <summary>Computes a change and commits it, and repeats both if another writer interfered.</summary>
    internal static async Task<CommitOutcome> RetryAsync(
        DeltaTable table, Func<Snapshot, Task<TableChange?>> build, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var snapshot = await table.RefreshAsync(cancellationToken);
            if (await build(snapshot) is not { } change) return new AlreadyApplied(snapshot.Version);
            var outcome = await table.CommitAsync(change, cancellationToken);
            if (outcome is not Conflicted { Kind: not ConflictKind.ConcurrentTransaction } || attempt >= AttemptsMax)
                return outcome;
        }
    }

    private static async Task<TableChange?> RewriteAsync(
        DeltaTable table, Snapshot snapshot, RowFilter filter, RowUpdate? update, CancellationToken cancellationToken)
    {
        var removes = new List<AddFile>();
        var adds = new List<AddFile>();
        foreach (var file in snapshot.FilesFor(filter))
        {
            var kept = new ColumnBatch(snapshot.Schema);
            var touched = false;
            await foreach (var batch in table.ReadAsync(snapshot, file, columns: null, cancellationToken))
            {
                var run = 0;
                for (var row = 0; row < batch.RowCount; row++)
                {
                    if (filter.Holds(batch, row) != true) continue;
                    touched = true;
                    kept.AppendRange(batch, run, row - run);
                    run = row + 1;
                    update?.Invoke(batch, row, kept);
                }

                kept.AppendRange(batch, run, batch.RowCount - run);
            }

            if (!touched) continue;
            removes.Add(file);
            adds.AddRange(await table.StageAsync(kept, cancellationToken));
        }

        if (removes.Count == 0) return null;
        return new TableChange
        {
            Operation = update is null ? "DELETE" : "UPDATE", Adds = adds, Removes = removes, Reads = ReadScope.Table,
            BasedOn = snapshot.Version,
        };
    }
}
