using System.Xml.Linq;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>A table with a caption, whose rows and columns have headers that say what they are.</summary>
/// <param name="id">Its name in the page, for charts that show it.</param>
/// <param name="caption">What it shows.</param>
/// <param name="headers">What the columns are; the first is of the names.</param>
internal sealed class PageTable(string id, string caption, params IReadOnlyList<string> headers)
{
    private readonly List<XElement> rows = [];

    public PageTable Add(string name, params IReadOnlyList<string> figures) =>
        Add(name, figures.Select(f => new XElement("td", f)));

    public PageTable Add(string name, IEnumerable<XElement> cells)
    {
        rows.Add(new XElement("tr", new XElement("th", new XAttribute("scope", "row"), name), cells));
        return this;
    }

    /// <summary>Draws it; one that is wider than the screen is moved sideways by itself.</summary>
    public XElement Draw() => new("div",
        new XAttribute("class", "scroll"),
        new XAttribute("tabindex", "0"),
        new XAttribute("role", "region"),
        new XAttribute("aria-labelledby", $"{id}-caption"),
        new XElement("table",
            new XAttribute("id", id),
            new XElement("caption", new XAttribute("id", $"{id}-caption"), caption),
            new XElement("thead", new XElement("tr", headers.Select(h => new XElement("th", new XAttribute("scope", "col"), h)))),
            new XElement("tbody", rows)));
}
