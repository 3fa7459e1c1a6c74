using System.Globalization;
using PatientFlow.Export;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Export;

/// <summary>Writes where an export run is, what came of an effect, and what follows, as words of a table.</summary>
internal static class RunTable
{
    public static readonly DateTime At = new(2025, 6, 3, 12, 0, 0, DateTimeKind.Utc);

    public static FlowOptions Options { get; } = new()
    {
        ExportTriesMax = 3,
        ExportInterval = TimeSpan.FromSeconds(3),
        ExportRetryPause = TimeSpan.FromSeconds(1),
        ExportPauseMax = TimeSpan.FromSeconds(30),
    };

    public static RunProtocol Protocol { get; } = new(Options);

    /// <summary>What one partition has.</summary>
    public static Prepared Something { get; } = new([Export(partition: 0)], LeftOut: 0, Fault: null);

    /// <summary>One partition has something, two could not say.</summary>
    public static Prepared Partly { get; } = Something with { LeftOut = 2, Fault = Unprepared };

    /// <summary>Nobody could say.</summary>
    public static Prepared Unknown { get; } = new([], LeftOut: 1, Unprepared);

    private static RunFault Unprepared => new(new IOException("full"), "partition 3 could not be prepared: IOException");

    /// <summary>A run that came to a step in a try of its stage: <c>Silver 2</c>.</summary>
    public static ExportProgress Run(string where, Prepared? prepared = null)
    {
        var (step, tries) = where.Split(' ') is [var name, var count]
            ? (Enum.Parse<RunStep>(name), int.Parse(count, CultureInfo.InvariantCulture))
            : throw new ArgumentException(where, nameof(where));
        var run = new ExportProgress { History = RunHistory.Empty, Step = step, Tries = tries, Prepared = prepared ?? Something };
        if (step == RunStep.Prepare) return run;
        var history = RunHistory.Empty.Begun(At);
        for (var layer = ExportLayer.Bronze; layer < step.Layer(); layer++)
            history = history.Started(layer, At).Succeeded(layer, At);
        history = history.Started(step.Layer(), At);
        for (var i = 1; i < tries; i++) history = history.Retried(step.Layer(), "away");
        return run with { History = history };
    }

    public static RunOutcome Outcome(string text) => text.Split(' ') switch
    {
        ["prepared", "something"] => new RunOutcome.PartitionsPrepared(Something),
        ["prepared", "partly"] => new RunOutcome.PartitionsPrepared(Partly),
        ["prepared", "unknown"] => new RunOutcome.PartitionsPrepared(Unknown),
        ["prepared", "nothing"] => new RunOutcome.PartitionsPrepared(Prepared.Nothing),
        ["stored"] => new RunOutcome.HistoryStored(),
        ["committed", var rows] => new RunOutcome.TableCommitted(
            new TableExport { Table = "t", Version = 1, Rows = long.Parse(rows, CultureInfo.InvariantCulture), CommittedAt = At }),
        ["told"] => new RunOutcome.PartitionsTold(),
        ["paused"] => new RunOutcome.PauseOver(),
        ["restarted"] => new RunOutcome.PartitionRestarted(),
        ["failed"] => new RunOutcome.EffectFailed(new RunFault(new IOException("away"), "IOException: away")),
        ["misfit"] => new RunOutcome.EffectFailed(new RunFault(new SliceMisfitException(4, "t", 7, 9), "t does not fit")),
        ["stopped"] => new RunOutcome.SiloStopped(new RunFault(new OperationCanceledException(), "stopped")),
        _ => throw new ArgumentException(text, nameof(text)),
    };

    public static RunTurn Next(ExportProgress run, string outcome) =>
        Protocol.Next(run, Outcome(outcome), At);

    /// <summary>Follows a run through outcomes, to the last effect.</summary>
    public static RunTurn Through(ExportProgress run, params IEnumerable<string> outcomes)
    {
        RunEffect? effect = null;
        foreach (var outcome in outcomes) (run, effect) = Next(run, outcome);
        return new(run, effect ?? throw new ArgumentException("Nothing happened.", nameof(outcomes)));
    }

    public static string Text(ExportProgress run) => $"{run.Step} {run.Tries}";

    public static string Stages(ExportProgress run) => string.Join(' ', run.History.Runs[0].Stages.Select(s => s.State));

    public static string Text(RunEffect effect) => effect switch
    {
        RunEffect.PreparePartitions => "prepare",
        RunEffect.StoreHistory => "store",
        RunEffect.CommitTable { Step: var step } => $"commit {step}",
        RunEffect.TellPartitions => "tell",
        RunEffect.PauseStage { Length: var length } => $"pause {length.TotalSeconds}",
        RunEffect.RestartPartition { Partition: var partition } => $"restart {partition}",
        RunEffect.EndRun end => "end"
            + (end.Thrown is { } fault ? $", throw {fault.Kind}" : $", {end.Rows} rows")
            + (end.NextTick is { } tick ? $", tick after {tick.TotalSeconds}" : "")
            + (end.Maintains ? ", maintain" : ""),
        _ => throw new ArgumentException(effect.ToString(), nameof(effect)),
    };

    private static PartitionExport Export(int partition) => new()
    {
        Partition = partition, To = 39, Slices = [], Versions = [], Stays = [], Years = [], Passages = [], PassagesFrom = -1,
    };
}
