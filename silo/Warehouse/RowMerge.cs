using PatientFlow.Lake;

namespace PatientFlow.Silo.Warehouse;

/// <summary>Rows that take the place of others with the same key, file after file; each key once.</summary>
internal sealed class RowMerge
{
    private readonly ColumnBatch rows;
    private readonly string keyColumn;
    private readonly Dictionary<long, int> waiting;

    /// <param name="rows">The rows as they are now.</param>
    /// <param name="keyColumn">A LONG column that is unique in the table.</param>
    public RowMerge(ColumnBatch rows, string keyColumn)
    {
        this.rows = rows;
        this.keyColumn = keyColumn;
        var keys = rows.Get<Int64Column>(keyColumn);
        waiting = Enumerable.Range(0, keys.Count).ToDictionary(row => keys[row]);
    }

    /// <summary>Whether a file holds a row that changes.</summary>
    public bool Changes(ColumnBatch file)
    {
        var keys = file.Get<Int64Column>(keyColumn);
        return Enumerable.Range(0, keys.Count).Any(row => waiting.ContainsKey(keys[row]));
    }

    /// <summary>Adds the rows of a file to others, each as it is now, in the order of the file.</summary>
    public void Append(ColumnBatch file, ColumnBatch into)
    {
        var keys = file.Get<Int64Column>(keyColumn);
        var run = 0;
        for (var row = 0; row < keys.Count; row++)
        {
            if (!waiting.Remove(keys[row], out var now)) continue;
            into.AppendRange(file, run, row - run);
            into.AppendFrom(rows, now);
            run = row + 1;
        }

        into.AppendRange(file, run, keys.Count - run);
    }

    /// <summary>Adds the rows that no file held.</summary>
    public void AppendNew(ColumnBatch into)
    {
        foreach (var row in waiting.Values.Order()) into.AppendFrom(rows, row);
        waiting.Clear();
    }
}
