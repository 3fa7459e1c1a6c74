using System.Text;

namespace PatientFlow.Flow.Bench;

/// <summary>The figures of one measurement, and what a reader must know of them.</summary>
/// <param name="Setting">What was measured with, such as "300,000 events, seed 11".</param>
/// <param name="Figures">The figures, the most important one first.</param>
/// <param name="Remarks">Sentences below the table.</param>
internal sealed record FigureTable(string Setting, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Remarks)
{
    private const int NotedMax = 3; // A line of the history is to be read at a glance.

    private static readonly string[] Heads = ["what", "median", "min – max", "unit"];

    /// <summary>For a terminal: columns one below the other.</summary>
    public string Text(string setting)
    {
        var cells = Figures.Select(Cells).Prepend(Heads).ToList();
        var widths = Enumerable.Range(0, Heads.Length).Select(c => cells.Max(row => row[c].Length)).ToArray();
        var text = new StringBuilder().AppendLine(setting).AppendLine();
        foreach (var row in cells)
            text.AppendLine(
                $"{row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3]}".TrimEnd());
        return Remarks.Aggregate(text.AppendLine(), (to, remark) => to.AppendLine(remark)).ToString().TrimEnd();
    }

    /// <summary>For a page.</summary>
    public string Markdown(string setting)
    {
        var text = new StringBuilder($"{setting}.\n\n| {string.Join(" | ", Heads)} |\n|---|---|---|---|\n");
        foreach (var figure in Figures) text.Append($"| {string.Join(" | ", Cells(figure))} |\n");
        if (Remarks.Count > 0) text.Append('\n');
        foreach (var remark in Remarks) text.Append($"- {remark}\n");
        return text.ToString();
    }

    /// <summary>The first figures, in one line.</summary>
    public string Line() => string.Join("; ", Figures.Take(NotedMax).Select(f => $"{f.What} {f.Median} {f.Unit} ({f.Spread})"));

    private static string[] Cells(Figure figure) => [figure.What, figure.Median, figure.Spread, figure.Unit];
}
