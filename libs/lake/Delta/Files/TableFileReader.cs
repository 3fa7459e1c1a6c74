using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Reads live files with the schema of the table: a column that an old file lacks is null, partition columns come
/// from the log.
/// </summary>
internal static class TableFileReader
{
    /// <summary>Reads a file, one batch for each row group.</summary>
    public static async IAsyncEnumerable<ColumnBatch> ReadAsync(
        ILakeStore store, TableMetadata metadata, AddFile file, IReadOnlyList<string>? columns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.Path.Contains("://", StringComparison.Ordinal) || file.Path.StartsWith('/'))
            throw new LakeUnsupportedException($"a data file outside of the table: {file.Path}");
        var wanted = columns is null ? metadata.Schema : metadata.Schema.Select(columns);
        var stored = new Schema([.. wanted.Fields.Where(field =>
            !metadata.PartitionColumns.Contains(field.Name) && !field.Type.Is(PrimitiveKind.Void))]);
        var parquet = await ParquetFile.OpenAsync(
            store, file.StorePath, file.SizeBytes, ParquetReadOptions.Default, cancellationToken);
        for (var group = 0; group < parquet.RowGroupCount; group++)
        {
            var rows = await parquet.ReadAsync(group, stored, cancellationToken);
            yield return Complete(wanted, rows, metadata, file, (int)parquet.RowCountOf(group));
        }
    }

    private static ColumnBatch Complete(
        Schema wanted, ColumnBatch rows, TableMetadata metadata, AddFile file, int rowCount)
    {
        var columns = new List<Column>(wanted.Fields.Count);
        var budget = new ReadBudget(ParquetReadOptions.Default.DecodedBytesMax);
        foreach (var field in wanted.Fields)
        {
            if (rows.Schema.TryIndexOf(field.Name, out var index))
            {
                columns.Add(rows.Columns[index]);
                continue;
            }

            var column = Column.Create(field.Type);
            file.PartitionValues.TryGetValue(field.Name, out var text);
            // No byte of the file stands behind such a column: a footer may claim any number of rows.
            budget.Charge((long)rowCount * (sizeof(long) + (text?.Length ?? 0)));
            if (!metadata.PartitionColumns.Contains(field.Name)) text = null;
            for (var row = 0; row < rowCount; row++)
            {
                // The text is read once; the rows after it are copies.
                if (row == 0) PartitionText.Append(column, text);
                else column.AppendFrom(column, 0);
            }

            columns.Add(column);
        }

        return new ColumnBatch(wanted, columns, rowCount);
    }
}
