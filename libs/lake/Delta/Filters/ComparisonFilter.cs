using System.Diagnostics;

namespace PatientFlow.Lake.Delta;

/// <summary>A column compared with a constant.</summary>
internal sealed class ComparisonFilter(string column, FilterOperator comparison, object value) : RowFilter
{
    private FilterLiteral? literal;

    internal override IEnumerable<string> Columns => [column];

    internal override bool? Holds(ColumnBatch rows, int row)
    {
        var values = rows[column];
        if (values.IsNull(row)) return null;
        return Accepts(Literal(values.Type).CompareTo(values, row));
    }

    internal override bool MayHold(FileBounds file)
    {
        if (file.OnlyNulls(column)) return false;
        if (file.Min(column) is { } min && comparison is not (FilterOperator.Greater or FilterOperator.GreaterOrEqual))
        {
            // No value is below the least one.
            var order = Literal(min.Type).CompareTo(min, 0);
            if (order > 0 || (order == 0 && comparison == FilterOperator.Less)) return false;
        }

        if (file.Max(column) is { } max && comparison is not (FilterOperator.Less or FilterOperator.LessOrEqual))
        {
            var order = Literal(max.Type).CompareTo(max, 0);
            if (!MayTakeNaN(max.Type) && (order < 0 || (order == 0 && comparison == FilterOperator.Greater))) return false;
        }

        return true;
    }

    /// <summary>Whether the condition holds for NaN, which is above every number and is in no bound.</summary>
    private bool MayTakeNaN(DataType type) => (type.Is(PrimitiveKind.Double) || type.Is(PrimitiveKind.Float))
        && (comparison is FilterOperator.Greater or FilterOperator.GreaterOrEqual || value is double.NaN or float.NaN);

    private FilterLiteral Literal(DataType type)
    {
        if (literal is null || !literal.Type.Equals(type)) literal = FilterLiteral.Of(type, value);
        return literal;
    }

    private bool Accepts(int order) => comparison switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        FilterOperator.Greater => order > 0,
        FilterOperator.GreaterOrEqual => order >= 0,
        _ => throw new UnreachableException(),
    };
}
