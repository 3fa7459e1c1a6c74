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
}
