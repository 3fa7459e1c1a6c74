using PatientFlow.Events;
using PatientFlow.Simulator.Delivery;
using PatientFlow.Simulator.Dirt;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Simulator.Cli;

/// <summary>The figures of a run, as one line while it runs and as a list at its end.</summary>
internal static class RunStatistics
{
    /// <summary>All scenarios except repeats, which do not change an event.</summary>
    private static readonly DirtScenario[] Spoiling =
        [.. Enum.GetValues<DirtScenario>().Where(scenario => scenario is not DirtScenario.DuplicateEvent)];

    /// <summary>One line with the seed's five keys first.</summary>
    public static string Line(GeneratedStream stream, long sent) =>
        $"stats admissions={stream.Count(EventKind.Admission)} discharges={stream.Count(EventKind.Discharge)}"
        + $" active_patients={stream.ActivePatients} dirty={Dirty(stream)}"
        + $" duplicates={stream.Count(DirtScenario.DuplicateEvent)} sent={sent}";

    /// <summary>Everything, one figure a line, name first.</summary>
    public static IEnumerable<string> List(
        GeneratedStream stream, Courier courier, IEventSink sink, SimulationSettings settings, TimeSpan elapsed)
    {
        yield return Row("admissions", stream.Count(EventKind.Admission));
        yield return Row("discharges", stream.Count(EventKind.Discharge));
        yield return Row("transfers", stream.Count(EventKind.Transfer));
        yield return Row("updates", stream.Count(EventKind.Update));
        yield return Row("vitals", stream.Count(EventKind.Vitals));
        if (stream.Count(EventKind.BedStatus) > 0) yield return Row("bed_statuses", stream.Count(EventKind.BedStatus));
        yield return Row("active_patients", stream.ActivePatients);
        yield return Row("dirty", Dirty(stream));
        foreach (var scenario in Spoiling) yield return Row("  " + Name(scenario), stream.Count(scenario));
        yield return Row("duplicates", stream.Count(DirtScenario.DuplicateEvent));
        foreach (var row in Replayed(courier, sink, elapsed)) yield return row;
        yield return $"{"seed",-26}{settings.Seed,12} (start {settings.Start:s}Z)";
    }

    /// <summary>The figures of what was sent: all that a replay has, and the last ones of any run.</summary>
    public static IEnumerable<string> Replayed(Courier courier, IEventSink sink, TimeSpan elapsed)
    {
        var perSecond = elapsed > TimeSpan.Zero ? courier.Sent / elapsed.TotalSeconds : 0;
        yield return Row("sent", courier.Sent);
        foreach (var (name, value) in sink.Figures) yield return Row("  " + name, value);
        yield return $"{"elapsed",-26}{elapsed.TotalSeconds,12:F2} s ({perSecond:N0} events/s)";
    }

    private static string Row(string name, long value) => $"{name,-26}{value,12:N0}";

    private static long Dirty(GeneratedStream stream) =>
        Spoiling.Sum(stream.Count);

    /// <summary>A scenario's name as the seed writes it.</summary>
    private static string Name(DirtScenario scenario) =>
        string.Concat(scenario.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{c}" : $"{c}"))
            .ToLowerInvariant();
}
