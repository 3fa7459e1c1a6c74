namespace PatientFlow.Lake.Delta;

/// <summary>All conditions, or any.</summary>
internal sealed class JunctionFilter(IReadOnlyList<RowFilter> filters, bool all) : RowFilter
{
    internal override IEnumerable<string> Columns => filters.SelectMany(filter => filter.Columns);

    internal override bool? Holds(ColumnBatch rows, int row)
    {
        var unknown = false;
        foreach (var filter in filters)
        {
            var holds = filter.Holds(rows, row);
            if (holds == !all) return !all;
            unknown |= holds is null;
        }

        return unknown ? null : all;
    }

    internal override bool MayHold(FileBounds file) => all
        ? filters.All(filter => filter.MayHold(file))
        : filters.Any(filter => filter.MayHold(file));
}
