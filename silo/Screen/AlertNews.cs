using System.Collections.Immutable;
using PatientFlow.Alerts;

namespace PatientFlow.Silo.Screen;

/// <summary>
/// What a person who watches is told of alerts: each once when it begins and once when it ends. The first of a cause is
/// told at once. What follows is gathered for a minute and shares a line: wards fill and empty all day.
/// </summary>
internal sealed record AlertNews
{
    /// <summary>Time between two lines about one cause.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(1);

    private const int SubjectsMax = 20;

    private ImmutableDictionary<string, Alert> Known { get; init; } = ImmutableDictionary<string, Alert>.Empty;

    private ImmutableDictionary<AlertCause, DateTimeOffset> ToldAt { get; init; } =
        ImmutableDictionary<AlertCause, DateTimeOffset>.Empty;

    private ImmutableArray<Alert> Begun { get; init; } = [];

    private ImmutableArray<Alert> Over { get; init; } = [];

    /// <summary>Returns the news after a look.</summary>
    /// <param name="active">The alerts that are active now.</param>
    /// <param name="now">Time of the look.</param>
    /// <returns>What is still to be told, and the lines to tell now.</returns>
    public (AlertNews Next, ImmutableArray<string> Lines) After(ImmutableArray<Alert> active, DateTimeOffset now)
    {
        var known = active.ToImmutableDictionary(a => a.Id);
        var begun = Begun.AddRange(active.Where(a => !Known.ContainsKey(a.Id)));
        var over = Over.AddRange(Known.Values.Where(a => !known.ContainsKey(a.Id)).OrderBy(a => a.FirstAt));
        var told = ToldAt;
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var cause in begun.Concat(over).Select(a => a.Cause).Distinct().Order())
        {
            if (told.TryGetValue(cause, out var at) && now - at < Gathering) continue;
            lines.Add(Line(cause, [.. begun.Where(a => a.Cause == cause)], [.. over.Where(a => a.Cause == cause)]));
            told = told.SetItem(cause, now);
            begun = begun.RemoveAll(a => a.Cause == cause);
            over = over.RemoveAll(a => a.Cause == cause);
        }

        return (new AlertNews { Known = known, ToldAt = told, Begun = begun, Over = over }, lines.ToImmutable());
    }

    private static string Line(AlertCause cause, ImmutableArray<Alert> begun, ImmutableArray<Alert> over)
    {
        var name = cause.Name();
        return (begun, over) switch
        {
            ([var one], []) => $"Alert {name} of {one.Subject}: {one.Detail}",
            (_, []) => $"Alert {name} of {Subjects(begun)} began",
            ([], _) => $"Alert {name} of {Subjects(over)} is over",
            _ => $"Alert {name} of {Subjects(begun)} began, of {Subjects(over)} is over",
        };
    }

    private static string Subjects(ImmutableArray<Alert> alerts) =>
        string.Join(", ", alerts.Take(SubjectsMax).Select(a => a.Subject))
        + (alerts.Length > SubjectsMax ? FormattableString.Invariant($" and {alerts.Length - SubjectsMax} more") : "");
}
