using Spectre.Console;

namespace PatientFlow.Tools.Kpi;

/// <summary>
/// A table of names with figures beside them, that fits a width: figures keep their room, and a name that is too long for
/// what is left is cut, never broken.
/// </summary>
/// <param name="title">What it shows.</param>
/// <param name="nameHeader">What the names are.</param>
/// <param name="figureHeaders">What the figures are; a header may take two lines.</param>
internal sealed class FigureTable(string title, string nameHeader, params IReadOnlyList<string> figureHeaders)
{
    private const int NameCharsMin = 10;

    // A border, and one space on both sides.
    private const int RoomOfName = 4;

    // One space before it, and a border.
    private const int RoomBesideFigure = 2;

    private readonly List<(string Name, IReadOnlyList<string> Figures)> rows = [];

    public FigureTable Add(string name, params IReadOnlyList<string> figures)
    {
        rows.Add((name, figures));
        return this;
    }

    /// <summary>Room in characters for figures of a width, beside names of a length that are not cut.</summary>
    public static int FiguresBeside(int width, int nameChars, int figureChars) =>
        Math.Max(0, (width - nameChars - RoomOfName) / (figureChars + RoomBesideFigure));

    /// <summary>Draws it.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public Table For(int width)
    {
        var figures = figureHeaders.Select((header, i) =>
            rows.Select(r => r.Figures[i].Length).Concat(header.Split('\n').Select(line => line.Length)).Max());
        var nameRoom = Math.Max(NameCharsMin, width - RoomOfName - figures.Sum(f => f + RoomBesideFigure));
        var table = new Table().Border(TableBorder.Simple).Title($"[bold]{Markup.Escape(title)}[/]");
        table.AddColumn(new TableColumn(new Text(nameHeader)).NoWrap());
        foreach (var header in figureHeaders)
            table.AddColumn(new TableColumn(new Text(header).RightJustified()).RightAligned().Padding(1, 0, 0, 0).NoWrap());
        foreach (var (name, cells) in rows)
            table.AddRow([new Text(Cut(name, nameRoom)), .. cells.Select(c => new Text(c).RightJustified())]);
        return table;
    }

    private static string Cut(string name, int room) => name.Length <= room ? name : $"{name[..(room - 1)].TrimEnd()}…";
}
