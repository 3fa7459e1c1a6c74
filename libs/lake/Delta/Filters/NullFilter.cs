namespace PatientFlow.Lake.Delta;

/// <summary>A column that is null.</summary>
internal sealed class NullFilter(string column) : RowFilter
{
    internal override IEnumerable<string> Columns => [column];

    internal override bool? Holds(ColumnBatch rows, int row) => rows[column].IsNull(row);

    internal override bool MayHold(FileBounds file) => file.NullCount(column) != 0;
}
