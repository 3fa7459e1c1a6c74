using System.Xml.Linq;
using PatientFlow.Alerts;
using PatientFlow.Kpi;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>How full hospitals and departments are now.</summary>
internal static class OccupancySection
{
    // With more, hospitals stand below each other: a page is longer than it is wide.
    private const int ColumnsMax = 12;

    private static readonly AlertLimits Limits = new();

    public static XElement Of(IReadOnlyList<OccupancyKpi> occupancy) => new("section",
        new XElement("h2", "Occupancy"),
        new XElement("p",
            "Patients now in percent of staffed beds. "
            + $"Shaded from {Limits.OccupancyHighPercent:0} %, darker from {Limits.OccupancyCriticalPercent:0} %, framed above 100 %."),
        new XElement("div", new XAttribute("class", "pair"), Bars(occupancy), Hospitals(occupancy)),
        Grid(occupancy));

    private static XElement Bars(IReadOnlyList<OccupancyKpi> occupancy)
    {
        const double left = 156, right = 412, row = 22, beds = 100;
        var hospitals = occupancy.GroupBy(o => (o.HospitalId, o.HospitalName))
            .Select(h => (Name: h.Key.HospitalName, Percent: OccupancyKpi.Percent([.. h]))).ToList();
        var most = Math.Max(beds, hospitals.Max(h => h.Percent) ?? 0);
        double X(double percent) => left + percent / most * (right - left);
        var height = hospitals.Count * row + 24;
        return Svg.Chart("Occupancy by hospital, %", "hospitals", 460, height,
        [
            .. hospitals.SelectMany((h, i) => new[]
            {
                Svg.Text(Cut(h.Name), left - 8, i * row + 15, "end"),
                Svg.Bar("bar1", left, i * row + 4, X(h.Percent ?? 0) - left, row - 8, $"{h.Name}: {PageText.Figure(h.Percent)} %"),
                Svg.Text(PageText.Figure(h.Percent), 456, i * row + 15, "end"),
            }),
            Svg.Line("limit", X(Limits.OccupancyHighPercent), 0, X(Limits.OccupancyHighPercent), height - 20),
            Svg.Text($"{Limits.OccupancyHighPercent:0} %", X(Limits.OccupancyHighPercent), height - 6, "middle"),
        ]);
    }

    private static XElement Hospitals(IReadOnlyList<OccupancyKpi> occupancy)
    {
        var table = new PageTable("hospitals", "Hospitals now", "Hospital", "%", "Patients", "Beds");
        foreach (var hospital in occupancy.GroupBy(o => (o.HospitalId, o.HospitalName)))
            table.Add($"H{hospital.Key.HospitalId} {hospital.Key.HospitalName}", Totals([.. hospital]));
        return table.Draw();
    }

    private static XElement Grid(IReadOnlyList<OccupancyKpi> occupancy)
    {
        var hospitals = occupancy.Select(o => $"H{o.HospitalId}").Distinct().ToList();
        var across = hospitals.Count <= ColumnsMax ? hospitals : [.. occupancy.Select(o => o.Department).Distinct()];
        Func<OccupancyKpi, string> column = hospitals.Count <= ColumnsMax ? o => $"H{o.HospitalId}" : o => o.Department;
        Func<OccupancyKpi, string> row = hospitals.Count <= ColumnsMax ? o => o.Department : o => $"H{o.HospitalId}";
        var table = new PageTable(
            "occupancy", "Departments now, % of staffed beds",
            [hospitals.Count <= ColumnsMax ? "Department" : "Hospital", .. across, "All", "Patients", "Beds"]);
        foreach (var name in occupancy.GroupBy(row)) Add(name.Key, [.. name]);
        Add("All", occupancy);
        return table.Draw();

        void Add(string name, IReadOnlyList<OccupancyKpi> units) => table.Add(
            name, across.Select(a => Cell(OccupancyKpi.Percent([.. units.Where(u => column(u) == a)]), digits: 0)).Concat(Totals(units)));
    }

    private static IEnumerable<XElement> Totals(IReadOnlyList<OccupancyKpi> units) =>
    [
        Cell(OccupancyKpi.Percent(units), digits: 1), new("td", PageText.Count(units.Sum(u => u.Patients))),
        new("td", PageText.Count(units.Sum(u => u.Beds))),
    ];

    private static XElement Cell(double? percent, int digits)
    {
        var cell = new XElement("td", percent is { } known ? known.ToString($"F{digits}") : PageText.None);
        var look = percent switch
        {
            > 100 => "over",
            { } p when p >= Limits.OccupancyCriticalPercent => "critical",
            { } p when p >= Limits.OccupancyHighPercent => "high",
            _ => null,
        };
        if (look is not null) cell.Add(new XAttribute("class", look));
        return cell;
    }

    private static string Cut(string name) => name.Length <= 20 ? name : $"{name[..19].TrimEnd()}…";
}
