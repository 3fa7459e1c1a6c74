using PatientFlow.Lake;

namespace PatientFlow.Tools.Deid;

/// <summary>
/// Texts that occur for enough patients not to identify one, by column, over all copied rows of Gold.
/// </summary>
internal sealed class CommonTexts
{
    private readonly Dictionary<(string Column, string Text), HashSet<string>> patients = [];

    /// <summary>Counts the patients of each text in a row.</summary>
    public void Add(ColumnBatch rows, int row, IEnumerable<string> columns)
    {
        var patient = rows.Get<TextColumn>("patient_id").GetString(row);
        foreach (var column in columns)
        {
            if (rows.Get<TextColumn>(column).GetStringOrNull(row) is not { } text) continue;
            if (!patients.TryGetValue((column, text), out var of)) patients.Add((column, text), of = new(StringComparer.Ordinal));
            if (of.Count < DeidTables.CellMin) of.Add(patient); // Counting beyond the minimum is unnecessary.
        }
    }

    /// <summary>Returns the text, or <see cref="DeidTables.Rare"/> if too few patients have it.</summary>
    public string Of(string column, string text) =>
        patients.TryGetValue((column, text), out var of) && of.Count >= DeidTables.CellMin ? text : DeidTables.Rare;
}
