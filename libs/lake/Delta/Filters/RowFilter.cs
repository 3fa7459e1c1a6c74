namespace PatientFlow.Lake.Delta;

/// <summary>
/// A condition on the rows of a table, as in SQL: a comparison with null is unknown, and a row is taken only where
/// the condition is true. Closed; made by the static methods.
/// </summary>
public abstract class RowFilter
{
    private protected RowFilter()
    {
    }

    /// <summary>A column compared with a constant.</summary>
    /// <param name="column">The column, by its exact name.</param>
    /// <param name="comparison">How.</param>
    /// <param name="value">
    /// A string, whole number, double, float, bool, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>, decimal or
    /// byte array, as fits the column.
    /// </param>
    public static RowFilter Compare(string column, FilterOperator comparison, object value) =>
        new ComparisonFilter(column, comparison, value);

    /// <summary>A column equal to a constant.</summary>
    public static RowFilter Equal(string column, object value) => Compare(column, FilterOperator.Equal, value);

    /// <summary>A LONG column equal to any of some values.</summary>
    /// <exception cref="ArgumentException">When it is used: the column is of another type.</exception>
    public static RowFilter AnyOf(string column, IEnumerable<long> values) => new AnyOfFilter(column, values);

    /// <summary>A column that is null.</summary>
    public static RowFilter IsNull(string column) => new NullFilter(column);

    /// <summary>All conditions.</summary>
    public static RowFilter And(params IReadOnlyList<RowFilter> filters) => new JunctionFilter(filters, all: true);

    /// <summary>Any condition.</summary>
    public static RowFilter Or(params IReadOnlyList<RowFilter> filters) => new JunctionFilter(filters, all: false);

    /// <summary>The opposite of a condition.</summary>
    public static RowFilter Not(RowFilter filter) => new NegationFilter(filter);

    /// <summary>The columns that are looked at.</summary>
    internal abstract IEnumerable<string> Columns { get; }

    /// <summary>True, false, or null for unknown.</summary>
    internal abstract bool? Holds(ColumnBatch rows, int row);

    /// <summary>
    /// Whether a file may hold a row for which the condition is true. Returns false only if it certainly does not.
    /// </summary>
    internal abstract bool MayHold(FileBounds file);
}
