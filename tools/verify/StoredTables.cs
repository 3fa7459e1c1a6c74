using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Verify;

/// <summary>
/// Reads tables as they should be. What an older version's lake lacks is a difference, said once, and no fault: the
/// next start of a silo adds it.
/// </summary>
internal sealed class StoredTables(LakeTables lake, Differences differences)
{
    /// <summary>Reads the live rows of a table; none where the lake lacks it.</summary>
    public async Task<StoredRows> ReadAsync(Table table, CancellationToken cancellationToken)
    {
        if (!lake.Has(table)) return StoredRows.None;
        var schema = lake[table].Current.Schema;
        var ours = RowBatches.SchemaOf(table);
        var lacking = Lacking(table, schema, ours);
        var present = ours.Fields.Where(f => !lacking.Contains(f.Name)).Select(f => f.Name).ToList();
        var later = present.Where(name => Widening.IsLater(schema[name])).ToHashSet(StringComparer.Ordinal);
        var batches = await lake.ReadAsync(table, present, cancellationToken);
        return new StoredRows([.. batches.Select(batch => Complete(batch, ours))], lacking, later);
    }

    private HashSet<string> Lacking(Table table, Schema schema, Schema ours)
    {
        var lacking = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in ours.Fields)
        {
            if (!schema.TryIndexOf(field.Name, out var index))
                differences.Add(table.Path, $"the lake has no column {field.Name}; start the silo, which adds it");
            else if (!schema.Fields[index].Type.Equals(field.Type))
                differences.Add(table.Path, $"column {field.Name} is {schema.Fields[index].Type}, must be {field.Type}");
            else
                continue;
            lacking.Add(field.Name);
        }

        return lacking;
    }

    private static ColumnBatch Complete(ColumnBatch held, Schema ours)
    {
        if (held.Columns.Count == ours.Fields.Count) return held;
        var complete = new ColumnBatch(ours);
        foreach (var field in ours.Fields)
        {
            var column = complete[field.Name];
            if (held.Schema.TryIndexOf(field.Name, out var index))
            {
                column.AppendRange(held.Columns[index], 0, held.RowCount);
                continue;
            }

            for (var row = 0; row < held.RowCount; row++) column.AppendNull();
        }

        return complete;
    }
}
