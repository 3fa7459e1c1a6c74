using System.Xml.Linq;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>The scale and the places of a chart whose values go upwards from 0.</summary>
internal sealed class ChartFrame
{
    public const double Width = 460;
    public const double Height = 230;
    public const double Bottom = 200;
    private const double Left = 46;
    private const double Top = 26;

    // Room for a date in the type of the charts.
    private const double NameWidth = 62;
    private const double KeyWidth = 110;

    private static readonly int[] Rounds = [10, 5, 2, 1];

    private readonly double max;
    private readonly double unit;
    private readonly int places;

    /// <param name="highest">The highest value.</param>
    /// <param name="places">How many places stand beside each other.</param>
    public ChartFrame(double highest, int places)
    {
        unit = UnitOf(Math.Max(1, highest));
        max = Math.Max(unit, Math.Ceiling(highest / unit) * unit);
        this.places = Math.Max(1, places);
    }

    /// <summary>Room of a place.</summary>
    public double Step => (Width - Left - 6) / places;

    /// <summary>Where a place begins.</summary>
    public double X(int place) => Left + place * Step + Step * 0.1;

    /// <summary>How high a value is drawn.</summary>
    public double Y(double value) => Bottom - value / max * (Bottom - Top);

    /// <summary>Lines across, each with its value.</summary>
    public IEnumerable<XElement> Scale()
    {
        for (var value = 0.0; value <= max; value += unit)
        {
            yield return Svg.Line("grid", Left, Y(value), Width - 6, Y(value));
            yield return Svg.Text($"{value:N0}", Left - 6, Y(value) + 4, "end");
        }
    }

    /// <summary>Names under their places, as many as fit.</summary>
    public IEnumerable<XElement> Names(IReadOnlyList<string> names)
    {
        var every = (int)Math.Ceiling(NameWidth / Step);
        if (names.All(n => n.Length * 6.5 < Step)) every = 1;
        for (var place = 0; place < names.Count; place += every)
            yield return Svg.Text(names[place], X(place) + Step * 0.4, Bottom + 18, "middle");
    }

    /// <summary>What a look means, above the chart.</summary>
    public static IEnumerable<XElement> Key(string look, string name, int number) =>
    [
        Svg.Bar(look, Left + number * KeyWidth, 4, 10, 10, name), Svg.Text(name, Left + number * KeyWidth + 16, 13, "start"),
    ];

    // A round step that makes three to six lines.
    private static double UnitOf(double highest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(highest / 3)));
        return Math.Max(1, Rounds.Select(m => m * power).First(u => u <= highest / 3));
    }
}
