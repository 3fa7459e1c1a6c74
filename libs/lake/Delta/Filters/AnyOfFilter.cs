namespace PatientFlow.Lake.Delta;

/// <summary>A column of whole numbers that is equal to any of some: SQL's IN, which a file may hold or not at a glance.</summary>
internal sealed class AnyOfFilter : RowFilter
{
    private readonly string _column;
    private readonly long[] _values;

    public AnyOfFilter(string column, IEnumerable<long> values)
    {
        _column = column;
        _values = [.. values.Order()];
    }

    internal override IEnumerable<string> Columns => [_column];

    internal override bool? Holds(ColumnBatch rows, int row)
    {
        var column = rows[_column];
        return column.IsNull(row) ? null : Array.BinarySearch(_values, Whole(column)[row]) >= 0;
    }

    internal override bool MayHold(FileBounds file)
    {
        if (file.OnlyNulls(_column)) return false;
        var least = file.Min(_column) is { } min ? Whole(min)[0] : long.MinValue;
        var greatest = file.Max(_column) is { } max ? Whole(max)[0] : long.MaxValue;
        var next = Array.BinarySearch(_values, least);
        if (next < 0) next = ~next;
        return next < _values.Length && _values[next] <= greatest;
    }

    private Int64Column Whole(Column column) => column as Int64Column
        ?? throw new ArgumentException($"'{_column}' is a column of {column.Type}, not of whole numbers of 64 bits.");
}
