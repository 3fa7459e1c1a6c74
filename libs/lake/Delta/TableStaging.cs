namespace PatientFlow.Lake.Delta;

/// <summary>Divides rows by their partition and writes files for each.</summary>
internal static class TableStaging
{
    public static async Task<IReadOnlyList<AddFile>> StageAsync(
        DeltaTable table, ColumnBatch rows, int? fileRowsMax, CancellationToken cancellationToken)
    {
        rows.ThrowIfUneven();
        if (rows.RowCount == 0) return [];
        var files = new List<AddFile>();
        foreach (var (partition, part) in Divide(rows, table.Current.Metadata.PartitionColumns))
        {
            foreach (var slice in Slices(part, fileRowsMax ?? int.MaxValue))
            {
                await using var writer = await table.StartFileAsync(partition, cancellationToken);
                await writer.WriteAsync(slice, cancellationToken);
                files.Add(await writer.CompleteAsync(cancellationToken));
            }
        }

        return files;
    }

    /// <summary>The rows of each partition. The batch itself where there is only one.</summary>
    public static IEnumerable<(IReadOnlyDictionary<string, string?> Partition, ColumnBatch Rows)> Divide(
        ColumnBatch rows, IReadOnlyList<string> partitionColumns)
    {
        if (partitionColumns.Count == 0) return [(new Dictionary<string, string?>(), rows)];
        var columns = partitionColumns.Select(name => rows[name]).ToList();
        var groups = new Dictionary<string, (Dictionary<string, string?> Partition, List<int> Rows)>();
        List<int> last = [];
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (row > 0 && columns.TrueForAll(column => SameAsBefore(column, row)))
            {
                last.Add(row);
                continue;
            }

            var texts = columns.Select(column => PartitionText.Of(column, row)).ToList();
            // A separator that no value holds unescaped, and a null that differs from every text.
            var key = string.Join('\u0001', texts.Select(text => text is null ? "n" : $"t{text.Length}:{text}"));
            if (!groups.TryGetValue(key, out var group))
            {
                var partition = partitionColumns.Zip(texts).ToDictionary(pair => pair.First, pair => pair.Second);
                groups[key] = group = (partition, []);
            }

            last = group.Rows;
            last.Add(row);
        }

        return groups.Values.Select(group =>
            ((IReadOnlyDictionary<string, string?>)group.Partition,
                group.Rows.Count == rows.RowCount ? rows : Pick(rows, group.Rows)));
    }

    // Rows of one partition mostly follow each other. Real numbers that are equal may have two texts: 0 and -0.
    private static bool SameAsBefore(Column column, int row)
    {
        if (column is DoubleColumn or FloatColumn) return false;
        return column.IsNull(row)
            ? column.IsNull(row - 1)
            : !column.IsNull(row - 1) && ColumnOrder.Compare(column, row - 1, column, row) == 0;
    }

    private static IEnumerable<ColumnBatch> Slices(ColumnBatch rows, int rowsMax)
    {
        if (rows.RowCount <= rowsMax) return [rows];
        return Enumerable.Range(0, ((rows.RowCount - 1) / rowsMax) + 1).Select(i =>
        {
            var slice = new ColumnBatch(rows.Schema);
            slice.AppendRange(rows, i * rowsMax, Math.Min(rowsMax, rows.RowCount - (i * rowsMax)));
            return slice;
        });
    }

    private static ColumnBatch Pick(ColumnBatch rows, List<int> indices)
    {
        var picked = new ColumnBatch(rows.Schema);
        foreach (var row in indices) picked.AppendFrom(rows, row);
        return picked;
    }
}
