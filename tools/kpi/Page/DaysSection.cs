using System.Xml.Linq;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>Who came, who left and who was in, day by day.</summary>
internal static class DaysSection
{
    private const string Table = "days";

    /// <summary>Draws it.</summary>
    /// <param name="all">Every day of the data.</param>
    /// <param name="beds">Staffed beds of the network.</param>
    public static XElement Of(IReadOnlyList<DayFigures> all, int beds)
    {
        IReadOnlyList<DayFigures> days = [.. all.TakeLast(DayFigures.Shown)];
        var volume = new ColumnChart("Admissions and discharges by day", Table, "admissions", "discharges");
        var table = new PageTable(Table, "Day by day", "Day", "Admissions", "Discharges", "In at midnight");
        foreach (var d in days)
        {
            volume.Add(ShortDay(d.Day), d.Admissions, d.Discharges);
            table.Add(
                PageText.Day(d.Day), PageText.Count(d.Admissions), PageText.Count(d.Discharges),
                d.AtMidnight is { } patients ? PageText.Count(patients) : PageText.None);
        }

        return new XElement("section",
            new XElement("h2", "Day by day"),
            new XElement("p",
                "Admissions and discharges by UTC day; patients who are in when the hospital's day ends. "
                + (days.Count < all.Count ? $"The last {days.Count} of {all.Count:N0} days." : "The last day is not over.")),
            new XElement("div", new XAttribute("class", "pair"), volume.Draw(), Census(days, beds)),
            table.Draw());
    }

    private static XElement Census(IReadOnlyList<DayFigures> days, int beds)
    {
        var known = days.Where(d => d.AtMidnight is not null).Select(d => (d.Day, Patients: d.AtMidnight ?? 0)).ToList();
        var frame = new ChartFrame(known.Select(k => k.Patients).Append(beds).Max(), known.Count);
        double Middle(int place) => frame.X(place) + frame.Step * 0.4;
        return Svg.Chart("Patients in at midnight", Table, ChartFrame.Width, ChartFrame.Height,
        [
            .. frame.Scale(),
            Svg.Line("limit", Middle(0), frame.Y(beds), Middle(Math.Max(0, known.Count - 1)), frame.Y(beds)),
            new XElement("polyline",
                new XAttribute("class", "curve"),
                new XAttribute("points", string.Join(' ', known.Select((k, i) => $"{Middle(i):0.##},{frame.Y(k.Patients):0.##}")))),
            .. known.Select((k, i) => Svg.Bar(
                "point", Middle(i) - 2.5, frame.Y(k.Patients) - 2.5, 5, 5, $"{PageText.Day(k.Day)}: {k.Patients:N0}")),
            .. frame.Names([.. known.Select(k => ShortDay(k.Day))]),
            .. ChartFrame.Key("bar1", "patients", 0),
            .. ChartFrame.Key("limitkey", "staffed beds", 1),
        ]);
    }

    private static string ShortDay(DateOnly day) => $"{day:d MMM}";
}
