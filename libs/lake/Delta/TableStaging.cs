namespace PatientFlow.Lake.Delta;

/// <summary>Divides rows by their partition and writes files for each.</summary>
internal static class TableStaging
{
    /// <summary>Rows that are picked at once, into the same columns each time.</summary>
    private const int SliceRows = 4_096;

    /// <summary>Partitions whose rows are found by comparing values.</summary>
    private const int KnownMax = 32;

    public static async Task<IReadOnlyList<AddFile>> StageAsync(
        DeltaTable table, ColumnBatch rows, int? fileRowsMax, CancellationToken cancellationToken)
    {
        rows.ThrowIfUneven();
        if (rows.RowCount == 0) return [];
        var files = new List<AddFile>();
        var slice = new ColumnBatch(rows.Schema);
        foreach (var (partition, part) in Divide(rows, table.Current.Metadata.PartitionColumns))
        {
            var fileRows = fileRowsMax ?? part.Length;
            for (var start = 0; start < part.Length; start += fileRows)
            {
                var end = Math.Min(part.Length, start + fileRows);
                await using var writer = await table.StartFileAsync(partition, cancellationToken);
                await WriteAsync(writer, rows, part.AsMemory(start..end), slice, cancellationToken);
                files.Add(await writer.CompleteAsync(cancellationToken));
            }
        }

        return files;
    }

    private static async Task WriteAsync(
        TableFileWriter writer, ColumnBatch rows, ReadOnlyMemory<int> indices, ColumnBatch slice, CancellationToken cancellationToken)
    {
        if (indices.Length == rows.RowCount)
        {
            await writer.WriteAsync(rows, cancellationToken);
            return;
        }

        for (var start = 0; start < indices.Length; start += SliceRows)
        {
            slice.Clear();
            slice.AppendRows(rows, indices.Span[start..Math.Min(indices.Length, start + SliceRows)]);
            await writer.WriteAsync(slice, cancellationToken);
        }
    }

    /// <summary>The rows of each partition, in the order of the batch.</summary>
    public static IEnumerable<(IReadOnlyDictionary<string, string?> Partition, int[] Rows)> Divide(
        ColumnBatch rows, IReadOnlyList<string> partitionColumns)
    {
        if (partitionColumns.Count == 0)
            return [(new Dictionary<string, string?>(), [.. Enumerable.Range(0, rows.RowCount)])];
        var columns = partitionColumns.Select(name => rows[name]).ToList();
        var groups = new Dictionary<string, (Dictionary<string, string?> Partition, List<int> Rows)>();
        var known = new List<List<int>>();
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (GroupOf(row, columns, known) is { } same)
            {
                same.Add(row);
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

            group.Rows.Add(row);
            if (known.Count < KnownMax) known.Add(group.Rows);
        }

        return groups.Values.Select(group =>
            ((IReadOnlyDictionary<string, string?>)group.Partition, group.Rows.ToArray()));
    }

    // Values are compared before they become text. What is found moves to the front, since rows of one partition mostly
    // follow each other.
    private static List<int>? GroupOf(int row, List<Column> columns, List<List<int>> known)
    {
        for (var i = 0; i < known.Count; i++)
        {
            if (!IsSame(known[i][0], row, columns)) continue;
            (known[0], known[i]) = (known[i], known[0]);
            return known[0];
        }

        return null;
    }

    // Real numbers that are equal may have two texts: 0 and -0.
    private static bool IsSame(int one, int other, List<Column> columns)
    {
        foreach (var column in columns)
        {
            if (column is DoubleColumn or FloatColumn || column.IsNull(one) != column.IsNull(other)) return false;
            if (!column.IsNull(one) && ColumnOrder.Compare(column, one, column, other) != 0) return false;
        }

        return true;
    }
}
