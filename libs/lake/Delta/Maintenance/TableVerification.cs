namespace PatientFlow.Lake.Delta;

/// <summary>
/// Proves that a table is whole: every live file is there, has its size, is readable, and its statistics hold.
/// </summary>
public static class TableVerification
{
    /// <summary>Checks every live file of a version.</summary>
    /// <returns>What is wrong; empty if all is well.</returns>
    public static async Task<IReadOnlyList<VerifyProblem>> VerifyAsync(
        this DeltaTable table, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, long>();
        await foreach (var entry in table.Store.ListAsync("", cancellationToken)) sizes[entry.Path] = entry.SizeBytes;
        var problems = new List<VerifyProblem>();
        foreach (var file in snapshot.Files)
        {
            if (!sizes.TryGetValue(file.StorePath, out var size))
            {
                problems.Add(new VerifyProblem(file.Path, "the file is not there"));
                continue;
            }

            if (size != file.SizeBytes)
                problems.Add(new VerifyProblem(file.Path, $"it has {size} bytes, the log says {file.SizeBytes}"));
            try
            {
                await VerifyRowsAsync(table, snapshot, file with { SizeBytes = size }, problems, cancellationToken);
            }
            catch (LakeException fault)
            {
                problems.Add(new VerifyProblem(file.Path, fault.Message));
            }
        }

        return problems;
    }

    private static async Task VerifyRowsAsync(
        DeltaTable table, Snapshot snapshot, AddFile file, List<VerifyProblem> problems,
        CancellationToken cancellationToken)
    {
        var bounds = new FileBounds(snapshot.Metadata, file, literal: true);
        var nulls = new long[snapshot.Schema.Fields.Count];
        long rows = 0;
        await foreach (var batch in table.ReadAsync(snapshot, file, columns: null, cancellationToken))
        {
            rows += batch.RowCount;
            for (var i = 0; i < nulls.Length; i++)
            {
                nulls[i] += batch.Columns[i].NullCount;
                if (Outside(batch.Columns[i], bounds, snapshot.Schema.Fields[i].Name) is { } reason)
                    problems.Add(new VerifyProblem(file.Path, reason));
                if (!snapshot.Schema.Fields[i].Nullable && batch.Columns[i].NullCount > 0)
                    problems.Add(new VerifyProblem(file.Path, $"{snapshot.Schema.Fields[i].Name} holds a null"));
            }
        }

        if (file.Rows is { } promised && promised != rows)
            problems.Add(new VerifyProblem(file.Path, $"it has {rows} rows, the log says {promised}"));
        for (var i = 0; i < nulls.Length; i++)
        {
            var name = snapshot.Schema.Fields[i].Name;
            if (snapshot.Metadata.PartitionColumns.Contains(name)) continue;
            if (bounds.NullCount(name) is { } count && count != nulls[i])
                problems.Add(new VerifyProblem(file.Path, $"{name} has {nulls[i]} nulls, the log says {count}"));
        }
    }

    private static string? Outside(Column column, FileBounds bounds, string name)
    {
        var min = bounds.Min(name);
        var max = bounds.Max(name);
        if (min is null && max is null) return null;
        for (var row = 0; row < column.Count; row++)
        {
            if (column.IsNull(row)) continue;
            if (min is not null && ColumnOrder.Compare(column, row, min, 0) < 0)
                return $"{name} holds a value below the minimum in the log";
            if (max is not null && ColumnOrder.Compare(column, row, max, 0) > 0)
                return $"{name} holds a value above the maximum in the log";
        }

        return null;
    }
}
