namespace PatientFlow.Lake.Delta;

/// <summary>
/// A column of whole numbers that equals one of several values: SQL's IN, tested against a file's bounds.
/// </summary>
internal sealed class AnyOfFilter : RowFilter
{
    private readonly string column;
    private readonly long[] values;

    public AnyOfFilter(string column, IEnumerable<long> values)
    {
        this.column = column;
        this.values = [.. values.Order()];
    }

    internal override IEnumerable<string> Columns => [column];

    internal override bool? Holds(ColumnBatch rows, int row)
    {
        var column = rows[this.column];
        return column.IsNull(row) ? null : Array.BinarySearch(values, Whole(column)[row]) >= 0;
    }

    internal override bool MayHold(FileBounds file)
    {
        if (file.OnlyNulls(column)) return false;
        var least = file.Min(column) is { } min ? Whole(min)[0] : long.MinValue;
        var greatest = file.Max(column) is { } max ? Whole(max)[0] : long.MaxValue;
        var next = Array.BinarySearch(values, least);
        if (next < 0) next = ~next;
        return next < values.Length && values[next] <= greatest;
    }

    private Int64Column Whole(Column column) => column as Int64Column
        ?? throw new ArgumentException(
            $"'{this.column}' is a column of {column.Type}, not of whole numbers of 64 bits.");
}
