using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Warehouse;

/// <summary>Collects a copy-on-write of the files that a merge touches, and of no others.</summary>
internal sealed class Rewrite
{
    /// <summary>Files to make visible.</summary>
    public List<AddFile> Adds { get; } = [];

    /// <summary>Files that they replace.</summary>
    public List<AddFile> Removes { get; } = [];

    /// <summary>
    /// Replaces rows by key in one partition of a table whose files are many, and adds those that are new. Files that
    /// hold none of the rows are not touched: what it costs follows what changed, not how
    /// much there is.
    /// </summary>
    /// <param name="delta">The table in the lake.</param>
    /// <param name="table">Its definition.</param>
    /// <param name="partition">Restricts the table to the partition.</param>
    /// <param name="keyColumn">A LONG column that is unique in the table.</param>
    /// <param name="rows">The rows as they are now, all of that partition; each key once.</param>
    /// <param name="key">Reads the key of a row.</param>
    /// <param name="isOld">
    /// Divides the keys in two kinds whose files are looked for apart: new keys are above almost all that there are, and
    /// one range over both would take in every file.
    /// </param>
    /// <param name="cancellationToken">Stops it; nothing is visible then.</param>
    public async Task ReplaceHeldAsync<TRow>(
        DeltaTable delta,
        Table<TRow> table,
        RowFilter partition,
        string keyColumn,
        IReadOnlyList<TRow> rows,
        Func<TRow, long> key,
        Func<long, bool> isOld,
        CancellationToken cancellationToken)
    {
        var changed = rows.Select(key).ToHashSet();
        RowFilter[] ranges = [.. changed.GroupBy(isOld).Select(kind => Between(keyColumn, kind.Min(), kind.Max()))];
        var merged = new ColumnBatch(RowBatches.SchemaOf(table));
        foreach (var file in delta.Current.FilesFor(RowFilter.And(partition, RowFilter.Or(ranges))))
        {
            var keys = (await delta.ReadFileAsync(file, [keyColumn], cancellationToken)).Get<Int64Column>(keyColumn);
            if (!Enumerable.Range(0, keys.Count).Any(row => changed.Contains(keys[row]))) continue;
            var before = await delta.ReadFileAsync(file, null, cancellationToken);
            for (var row = 0; row < before.RowCount; row++)
                if (!changed.Contains(keys[row]))
                    merged.AppendFrom(before, row);
            Removes.Add(file);
        }

        RowBatches.Append(table.Columns, rows, merged);
        Adds.AddRange(await delta.StageAsync(merged, cancellationToken));
    }

    /// <summary>Replaces rows by key in one partition of a table, and adds those that are new.</summary>
    /// <param name="delta">The table in the lake.</param>
    /// <param name="table">Its definition.</param>
    /// <param name="partitionColumn">The only partition column.</param>
    /// <param name="partition">The partition whose files are read and replaced.</param>
    /// <param name="keyColumn">A LONG column that is unique in the table.</param>
    /// <param name="rows">The rows as they are now, of any partition; each key once.</param>
    /// <param name="key">Reads the key of a row.</param>
    /// <param name="cancellationToken">Stops it; nothing is visible then.</param>
    public async Task ReplaceAsync<TRow>(
        DeltaTable delta,
        Table<TRow> table,
        string partitionColumn,
        string partition,
        string keyColumn,
        IReadOnlyList<TRow> rows,
        Func<TRow, long> key,
        CancellationToken cancellationToken)
    {
        var changed = rows.Select(key).ToHashSet();
        var merged = new ColumnBatch(RowBatches.SchemaOf(table));
        foreach (var file in delta.Current.Files.Where(f => f.PartitionValues[partitionColumn] == partition))
        {
            var held = await delta.ReadFileAsync(file, null, cancellationToken);
            var keys = held.Get<Int64Column>(keyColumn);
            for (var row = 0; row < held.RowCount; row++)
                if (!changed.Contains(keys[row]))
                    merged.AppendFrom(held, row);
            Removes.Add(file);
        }

        RowBatches.Append(table.Columns, rows, merged);
        Adds.AddRange(await delta.StageAsync(merged, cancellationToken));
    }

    private static RowFilter Between(string column, long from, long to) => RowFilter.And(
        RowFilter.Compare(column, FilterOperator.GreaterOrEqual, from),
        RowFilter.Compare(column, FilterOperator.LessOrEqual, to));
}
