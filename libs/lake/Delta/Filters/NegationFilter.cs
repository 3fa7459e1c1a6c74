namespace PatientFlow.Lake.Delta;

/// <summary>The opposite of a condition; unknown stays unknown.</summary>
internal sealed class NegationFilter(RowFilter inner) : RowFilter
{
    internal override IEnumerable<string> Columns => inner.Columns;

    internal override bool? Holds(ColumnBatch rows, int row) => !inner.Holds(rows, row);

    // Bounds say that a condition may hold somewhere, never that it holds everywhere.
    internal override bool MayHold(FileBounds file) => true;
}
