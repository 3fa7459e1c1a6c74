namespace PatientFlow.Tools.Verify;

/// <summary>
/// Counts the rows without a value in a column that came to the lake after them. They are not wrong: an export adds
/// a column, it does not fill it.
/// </summary>
internal sealed class LaterColumns
{
    private readonly SortedDictionary<(string Table, string Column), int> rows = [];

    public void Count(string table, string column) => rows[(table, column)] = rows.GetValueOrDefault((table, column)) + 1;

    /// <summary>A line for each column that has such rows.</summary>
    public IEnumerable<string> Lines() => rows.Select(r =>
        $"{r.Key.Table}: column {r.Key.Column} came later than some rows; {r.Value:N0} without a value were not compared");
}
