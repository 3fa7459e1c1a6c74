using System.Xml.Linq;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>Parts of a drawing.</summary>
internal static class Svg
{
    /// <summary>A chart with its title; who cannot see it reads the table.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="table">Id of the table with its figures.</param>
    /// <param name="width">Width of the drawing in its own units.</param>
    /// <param name="height">Its height.</param>
    /// <param name="parts">What is drawn.</param>
    public static XElement Chart(string title, string table, double width, double height, params IEnumerable<object> parts) =>
        new("figure",
            new XElement("figcaption", title),
            new XElement("svg",
                new XAttribute("viewBox", $"0 0 {width:0.#} {height:0.#}"),
                new XAttribute("role", "img"),
                new XAttribute("aria-label", $"Chart: {title}. The table has the figures."),
                new XAttribute("aria-describedby", $"{table}-caption"),
                parts));

    /// <summary>A bar; its title is what a pointer over it shows.</summary>
    public static XElement Bar(string look, double x, double y, double width, double height, string title) => new("rect",
        new XAttribute("class", look),
        new XAttribute("x", $"{x:0.##}"),
        new XAttribute("y", $"{y:0.##}"),
        new XAttribute("width", $"{Math.Max(0, width):0.##}"),
        new XAttribute("height", $"{Math.Max(0, height):0.##}"),
        new XElement("title", title));

    public static XElement Line(string look, double x1, double y1, double x2, double y2) => new("line",
        new XAttribute("class", look),
        new XAttribute("x1", $"{x1:0.##}"),
        new XAttribute("y1", $"{y1:0.##}"),
        new XAttribute("x2", $"{x2:0.##}"),
        new XAttribute("y2", $"{y2:0.##}"));

    /// <summary>Writing that begins, ends or has its middle at a point.</summary>
    public static XElement Text(string text, double x, double y, string anchor) => new("text",
        new XAttribute("x", $"{x:0.##}"),
        new XAttribute("y", $"{y:0.##}"),
        new XAttribute("text-anchor", anchor),
        text);
}
