using System.Xml.Linq;
using PatientFlow.Kpi;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>How long stays last.</summary>
internal static class LengthSection
{
    private const string Table = "lengths";

    public static XElement Of(KpiGold gold)
    {
        var bands = LengthBands.Of(gold);
        var chart = new ColumnChart("Ended stays by length", Table, "stays");
        var spread = new PageTable(Table, "Ended stays by length", "Length", "Count", "%");
        foreach (var band in bands)
        {
            chart.Add(band.Name, band.Count);
            spread.Add(band.Name, PageText.Count(band.Count), PageText.Figure(band.Percent));
        }

        var departments = new PageTable(
            "length-of-stay", "Length of stay, hours (ended stays)", "Department", "Discharges", "Average", "Min", "Max");
        foreach (var l in LengthKpi.Of(gold))
            departments.Add(
                l.Department, PageText.Count(l.Discharges), PageText.Figure(l.AverageHours), PageText.Figure(l.MinHours),
                PageText.Figure(l.MaxHours));
        return new XElement("section",
            new XElement("h2", "Length of stay"),
            new XElement("div", new XAttribute("class", "pair"), chart.Draw(), spread.Draw()),
            departments.Draw());
    }
}
