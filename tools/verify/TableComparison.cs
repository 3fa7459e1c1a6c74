using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Verify;

/// <summary>
/// Compares the rows of a table with those that it should hold, by key and cell by cell, except processing times.
/// </summary>
internal static class TableComparison
{
    /// <summary>Columns whose values a report must not repeat.</summary>
    private static readonly HashSet<string> Identifying = ["patient_id", "event_key", "event_id", "reserved_for", "raw_json", "raw_base64"];

    /// <summary>Compares the rows, and returns the number of rows stored.</summary>
    public static int Compare<TRow>(
        Table<TRow> table,
        IReadOnlyList<TRow> expectedRows,
        StoredRows stored,
        IReadOnlyList<string> key,
        Differences differences,
        LaterColumns later)
    {
        // Without its key no row can be found; that the column is lacking was said.
        if (key.Any(stored.Lacking.Contains)) return stored.Batches.Sum(b => b.RowCount);

        var expected = RowBatches.Of<TRow>(table, [.. expectedRows]);
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < expected.RowCount; row++)
            if (!byKey.TryAdd(KeyOf(expected, key, row), row))
                differences.Add(table.Path, $"recomputed twice: {KeyOf(expected, key, row)}");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = 0;
        foreach (var batch in stored.Batches)
        {
            rows += batch.RowCount;
            for (var row = 0; row < batch.RowCount; row++)
            {
                var name = KeyOf(batch, key, row);
                if (!seen.Add(name)) differences.Add(table.Path, $"stored twice: {name}");
                else if (!byKey.TryGetValue(name, out var at)) differences.Add(table.Path, $"stored, but not in Bronze: {name}");
                else CompareRow(row, at, name, batch);
            }
        }

        foreach (var name in byKey.Keys)
            if (!seen.Contains(name))
                differences.Add(table.Path, $"missing: {name}");
        return rows;

        void CompareRow(int row, int at, string name, ColumnBatch batch)
        {
            foreach (var column in table.Schema.Select(c => c.Name))
            {
                if (table.ProcessingTimes.Contains(column) || stored.Lacking.Contains(column)) continue;
                var (must, has) = (Cells.Text(expected[column], at), Cells.Text(batch[column], row));
                if (must == has) continue;
                if (has is null && stored.Later.Contains(column))
                    later.Count(table.Path, column);
                else
                    differences.Add(
                        table.Path,
                        Identifying.Contains(column)
                            ? $"{name}: {column} differs"
                            : $"{name}: {column} is {has ?? "null"}, must be {must ?? "null"}");
            }
        }
    }

    private static string KeyOf(ColumnBatch batch, IReadOnlyList<string> key, int row) =>
        string.Join(", ", key.Select(k => $"{k} {Cells.Text(batch[k], row)}"));
}
