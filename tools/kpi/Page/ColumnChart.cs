using System.Xml.Linq;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>Upright bars side by side over a scale that begins with 0.</summary>
/// <param name="title">What it shows.</param>
/// <param name="table">Id of the table with its figures.</param>
/// <param name="series">What the bars of one place are; their looks are bar1, bar2.</param>
internal sealed class ColumnChart(string title, string table, params IReadOnlyList<string> series)
{
    private readonly List<(string Name, IReadOnlyList<int> Counts)> places = [];

    public void Add(string name, params IReadOnlyList<int> counts) => places.Add((name, counts));

    public XElement Draw()
    {
        var frame = new ChartFrame(places.SelectMany(p => p.Counts).DefaultIfEmpty(0).Max(), places.Count);
        return Svg.Chart(title, table, ChartFrame.Width, ChartFrame.Height,
        [
            .. frame.Scale(),
            .. places.SelectMany((place, i) => place.Counts.Select((count, s) => Svg.Bar(
                $"bar{s + 1}", frame.X(i) + s * frame.Step * 0.8 / series.Count, frame.Y(count),
                frame.Step * 0.8 / series.Count, ChartFrame.Bottom - frame.Y(count), $"{place.Name}: {count:N0} {series[s]}"))),
            .. frame.Names([.. places.Select(p => p.Name)]),
            .. series.Count < 2 ? [] : series.SelectMany((name, s) => ChartFrame.Key($"bar{s + 1}", name, s)),
        ]);
    }
}
