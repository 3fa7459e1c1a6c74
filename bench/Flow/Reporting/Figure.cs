using System.Globalization;

namespace PatientFlow.Flow.Bench;

/// <summary>One line of a table: a figure, its unit, and what the repetitions showed.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Values">One value a repetition.</param>
internal sealed record Figure(string What, string Unit, Samples Values)
{
    public Figure(string what, string unit, IEnumerable<double> values)
        : this(what, unit, new Samples(values))
    {
    }

    public string Median => Text(Values.Median);

    public string Spread => $"{Text(Values.Min)} – {Text(Values.Max)}";

    private static string Text(double value) => value.ToString(
        Math.Abs(value) >= 100 ? "N0" : Math.Abs(value) >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
