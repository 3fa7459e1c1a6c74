using System.Xml.Linq;
using PatientFlow.Kpi;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>
/// The KPIs as one HTML page that needs nothing beside it: no script, no picture, no font, no network. Every chart has
/// its figures in a table, and no figure names a patient.
/// </summary>
internal static class KpiPage
{
    /// <summary>Returns the page.</summary>
    /// <param name="gold">What the figures are computed from.</param>
    /// <param name="source">Which lake it was, and as of when.</param>
    public static string Of(KpiGold gold, LakeSource source)
    {
        var occupancy = OccupancyKpi.Of(gold);
        var days = DayFigures.Of(gold);
        var page = new XElement("html",
            new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", "Patient flow: key figures"),
                new XElement("style", PageStyle.Text)),
            new XElement("body",
                new XElement("header",
                    new XElement("h1", "Patient flow: key figures"),
                    Freshness(gold, source)),
                new XElement("main",
                    Headline(gold, occupancy),
                    OccupancySection.Of(occupancy),
                    DaysSection.Of(days, occupancy.Sum(o => o.Beds)),
                    LengthSection.Of(gold),
                    PatientsSection.Of(gold)),
                new XElement("footer", new XElement("p",
                    "Figures are counted as docs/data-dictionary.md defines them and are those of ./run kpi and of the views "
                    + "kpi_*. Small counts may point to a person: share the page only with those who may see them."))));
        return $"<!doctype html>\n{page.ToString(SaveOptions.DisableFormatting)}\n";
    }

    private static XElement Freshness(KpiGold gold, LakeSource source) => new("p",
        new XAttribute("id", "freshness"),
        $"Newest event {PageText.Time(gold.NewestEvent)}. Lake {source.Root}, version {source.Version:N0} of fact_patient_flow"
        + (source.Committed is { } at ? $", written {PageText.Time(at)}." : "."));

    private static XElement Headline(KpiGold gold, IReadOnlyList<OccupancyKpi> occupancy)
    {
        var ended = gold.Stays.Where(s => !s.IsOpen).ToList();
        return new XElement("dl",
            new XAttribute("class", "tiles"),
            Tile("Occupancy", $"{PageText.Figure(OccupancyKpi.Percent(occupancy))} %"),
            Tile("Patients in", PageText.Count(occupancy.Sum(o => o.Patients))),
            Tile("Staffed beds", PageText.Count(occupancy.Sum(o => o.Beds))),
            Tile("Admissions", PageText.Count(gold.Stays.Count)),
            Tile("Discharges", PageText.Count(ended.Count)),
            Tile("Mean stay", $"{PageText.Figure(ended.Average(s => s.Hours))} h"));
    }

    private static XElement Tile(string name, string figure) =>
        new("div", new XElement("dt", name), new XElement("dd", figure));
}
