using System.Collections.Immutable;
using System.Diagnostics;
using PatientFlow.Lake;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Rows that replace stored rows with the same key, file by file. If a patient's events come through several
/// partitions, each reports what it saw of a row: of two forms the one with more progress wins (<see
/// cref="Table.Progress"/>).
/// </summary>
public sealed class RowMerge
{
    private readonly ColumnBatch rows;
    private readonly string keyColumn;
    private readonly ImmutableArray<string> progress;
    private readonly Dictionary<long, int> waiting;

    private RowMerge(ColumnBatch rows, string keyColumn, ImmutableArray<string> progress)
    {
        this.rows = rows;
        this.keyColumn = keyColumn;
        this.progress = progress;
        var keys = rows.Get<Int64Column>(keyColumn);
        waiting = new Dictionary<long, int>(keys.Count);
        for (var row = 0; row < keys.Count; row++)
            if (!waiting.TryGetValue(keys[row], out var other) || !IsFurther(rows, other, row))
                waiting[keys[row]] = row;
    }

    /// <summary>Keys of the rows that no file has held so far.</summary>
    public IReadOnlyCollection<long> Waiting => waiting.Keys;

    /// <summary>Creates a merge of rows in their latest form.</summary>
    /// <param name="table">Table of the rows.</param>
    /// <param name="keyColumn">A LONG column that is unique in the table.</param>
    /// <param name="rows">
    /// The rows; of two forms of one row the later comes second, unless the first has more progress.
    /// </param>
    public static RowMerge Of<TRow>(Table<TRow> table, string keyColumn, IReadOnlyList<TRow> rows)
    {
        var batch = new RowBatch<TRow>(table);
        batch.Append(rows, 0, rows.Count);
        return new RowMerge(batch.Columns, keyColumn, table.Progress);
    }

    /// <summary>Whether a file holds a row that changes.</summary>
    public bool Changes(ColumnBatch file)
    {
        foreach (var key in file.Get<Int64Column>(keyColumn).Values)
            if (waiting.ContainsKey(key))
                return true;
        return false;
    }

    /// <summary>Appends the rows of a file in their latest form and in the order of the file.</summary>
    /// <param name="file">The rows, with the columns of our definition in its order.</param>
    /// <param name="into">Where they go, with the same columns.</param>
    public void Append(ColumnBatch file, ColumnBatch into)
    {
        var keys = file.Get<Int64Column>(keyColumn);
        var run = 0;
        for (var row = 0; row < keys.Count; row++)
        {
            if (!waiting.Remove(keys[row], out var now) || IsFurther(file, row, now)) continue;
            into.AppendRange(file, run, row - run);
            into.AppendFrom(rows, now);
            run = row + 1;
        }

        into.AppendRange(file, run, keys.Count - run);
    }

    /// <summary>Drops the rows that a file holds, because the file remains as it is.</summary>
    public void Forget(ColumnBatch file)
    {
        foreach (var key in file.Get<Int64Column>(keyColumn).Values) waiting.Remove(key);
    }

    /// <summary>Appends the rows that no file held.</summary>
    public void AppendNew(ColumnBatch into)
    {
        int[] added = [.. waiting.Values];
        Array.Sort(added);
        into.AppendRows(rows, added);
        waiting.Clear();
    }

    private bool IsFurther(ColumnBatch file, int row, int now)
    {
        foreach (var name in progress)
        {
            var order = (file[name], rows[name]) switch
            {
                // Stored before the table had the column: a truth says nothing, and of numbers there was none to count.
                (BooleanColumn held, BooleanColumn) when held.IsNull(row) => 0,
                (BooleanColumn held, BooleanColumn told) => told[now].CompareTo(held[row]),
                (Int32Column held, Int32Column told) => (held.ValueOrNull(row) ?? 0).CompareTo(told.ValueOrNull(now) ?? 0),
                _ => throw new UnreachableException($"{name} is no truth and no number."),
            };
            if (order != 0) return order > 0;
        }

        return false;
    }
}
