using System.Collections.Immutable;
using System.Globalization;
using PatientFlow.Alerts;

namespace PatientFlow.Silo.Screen;

/// <summary>Puts the figures into one line, the most important first.</summary>
internal static class StatusLine
{
    private const string Between = "   ";

    /// <summary>Returns the whole line.</summary>
    public static string Of(StatusFigures figures) => string.Join(Between, Parts(figures));

    /// <summary>
    /// Returns as much of the line as fits a terminal. A part that does not fit is left out with all after it: half a
    /// number would be a wrong one.
    /// </summary>
    /// <param name="figures">What to tell.</param>
    /// <param name="width">
    /// Columns of the terminal. The last one stays free, because some terminals wrap when it is written.
    /// </param>
    public static string Of(StatusFigures figures, int width)
    {
        var line = "";
        foreach (var part in Parts(figures))
        {
            var longer = line.Length == 0 ? part : line + Between + part;
            if (longer.Length >= width) break;
            line = longer;
        }

        return line;
    }

    private static IEnumerable<string> Parts(StatusFigures figures) =>
    [
        Text($"{figures.EventsPerSecond:N0} events/s"),
        Text($"{figures.Admitted:N0} admitted"),
        Alerts(figures.Alerts),
        Lake(figures),
        figures.ApplyLag == 0 ? "no lag" : Text($"lag {figures.ApplyLag:N0}"),
    ];

    private static string Alerts(ImmutableArray<Alert> active)
    {
        var critical = active.Count(a => a.Cause.Severity() == "critical");
        return (active.Length switch { 0 => "no alerts", 1 => "1 alert", var n => Text($"{n:N0} alerts") })
            + (critical == 0 ? "" : Text($" ({critical:N0} critical)"));
    }

    private static string Lake(StatusFigures figures) => figures switch
    {
        { ExportLag: 0 } => "lake up to date",
        { LakeAge: { } age } => Text($"lake {Age(age)} old"),
        _ => Text($"lake lacks {figures.ExportLag:N0}"),
    };

    private static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => Text($"{Math.Max(0, age.TotalSeconds):0} s"),
        { TotalMinutes: < 120 } => Text($"{Math.Floor(age.TotalMinutes):0} min"),
        _ => Text($"{Math.Floor(age.TotalHours):0} h"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
