using System.Diagnostics;
using PatientFlow.Turns;

namespace PatientFlow.Export;

/// <summary>
/// Decides the next action of an export run from the outcome of the last one. A failed stage is retried from its first
/// table; then the run fails without the later stages. The next run repeats everything, and each table skips what it
/// already holds (DESIGN section 3). If the silo stops, the run is left open and the next exporter marks it as cut
/// short.
/// </summary>
internal sealed class RunProtocol(FlowOptions options)
{
    /// <summary>Begins a run.</summary>
    public static RunTurn Begin(ExportProgress before)
    {
        var next = before with
        {
            Step = RunStep.Prepare,
            Tries = 0,
            Prepared = Prepared.Nothing,
            Rows = 0,
            Fault = null,
        };
        return new(next, new RunEffect.PreparePartitions());
    }

    /// <summary>Returns the next action after an outcome.</summary>
    public RunTurn Next(ExportProgress run, RunOutcome outcome, DateTime at) => outcome switch
    {
        RunOutcome.PartitionsPrepared { What: var what } => Take(run with { Prepared = what }, at),
        RunOutcome.HistoryStored when run.Step != RunStep.Over => Try(run, at),
        RunOutcome.HistoryStored when run.Fault?.Misfit is { } partition => new(run, new RunEffect.RestartPartition(partition)),
        RunOutcome.HistoryStored => End(run),
        RunOutcome.TableCommitted { Commit: var commit } => GoOn(Note(run, commit), at),
        RunOutcome.PartitionsTold => Finish(run, at),
        RunOutcome.PauseOver => Try(run, at),
        RunOutcome.PartitionRestarted => End(run),
        RunOutcome.EffectFailed { Fault: var fault } when run.Step == RunStep.Over => End(run with { Fault = fault }),
        RunOutcome.EffectFailed { Fault: var fault } => Fail(run, fault, at),
        RunOutcome.SiloStopped { Fault: var fault } => Stop(run, fault),
        _ => throw new UnreachableException(),
    };

    private RunTurn Take(ExportProgress run, DateTime at)
    {
        if (run.Step != RunStep.Prepare) return TryWith(run, at);
        return run.Prepared.IsNothing
            ? new(run with { LastFailure = null }, new RunEffect.EndRun(0, 0, Thrown: null, NextTick: null, Maintains: true))
            : StartStage(run with { History = run.History.Begun(at) }, ExportLayer.Bronze, at);
    }

    private static RunTurn StartStage(ExportProgress run, ExportLayer layer, DateTime at) =>
        new(run with { Step = layer.First(), Tries = 1, History = run.History.Started(layer, at) }, new RunEffect.StoreHistory());

    /// <summary>Begins or retries a stage. Partitions that failed to prepare are asked again after a pause.</summary>
    private RunTurn Try(ExportProgress run, DateTime at) =>
        run.Prepared.Exports.Count == 0 && run is { Step: RunStep.Bronze, Tries: > 1 }
            ? new(run, new RunEffect.PreparePartitions())
            : TryWith(run, at);

    private RunTurn TryWith(ExportProgress run, DateTime at) =>
        run.Prepared.Failure is { } nothing ? Fail(run, nothing, at) : new(run, new RunEffect.CommitTable(run.Step));

    private static ExportProgress Note(ExportProgress run, TableExport commit) => run with
    {
        History = run.History.Committed(run.Step.Layer(), commit),
        Rows = run.Step == RunStep.Bronze ? run.Rows + commit.Rows : run.Rows,
    };

    private static RunTurn GoOn(ExportProgress run, DateTime at)
    {
        var (layer, step) = (run.Step.Layer(), run.Step + 1);
        if (step.Layer() is var next && next != layer)
            return StartStage(run with { History = run.History.Succeeded(layer, at) }, next, at);
        return new(run with { Step = step }, step == RunStep.Tell ? new RunEffect.TellPartitions() : new RunEffect.CommitTable(step));
    }

    private static RunTurn Finish(ExportProgress run, DateTime at)
    {
        var through = run.History.Succeeded(ExportLayer.Gold, at);
        var finished = through.Finished(at, run.Prepared.LeftOut, run.Prepared.Fault?.Reason);
        return new(run with { Step = RunStep.Over, History = finished }, new RunEffect.StoreHistory());
    }

    private RunTurn Fail(ExportProgress run, RunFault fault, DateTime at)
    {
        var layer = run.Step.Layer();
        if (run.Tries >= options.ExportTriesMax || fault.Misfit is not null)
        {
            var failed = run.History.Failed(layer, at, fault.Reason);
            return new(run with { Step = RunStep.Over, Fault = fault, History = failed }, new RunEffect.StoreHistory());
        }

        var pause = Backoff.After(run.Tries, options.ExportRetryPause, options.ExportPauseMax);
        var retried = run.History.Retried(layer, fault.Reason);
        return new(
            run with { Step = layer.First(), Tries = run.Tries + 1, History = retried }, new RunEffect.PauseStage(pause, fault));
    }

    private static RunTurn Stop(ExportProgress run, RunFault fault) =>
        new(run with { Prepared = Prepared.Nothing }, new RunEffect.EndRun(0, 0, fault, NextTick: null, Maintains: false));

    private RunTurn End(ExportProgress run)
    {
        var nothing = (run.Fault?.Thrown as NothingPreparedException)?.First;
        var counted = nothing ?? run.Fault ?? run.Prepared.Fault;
        var failed = run.History.FailedInARow;
        var over = run with
        {
            Failures = counted is null ? run.Failures : run.Failures + 1,
            LastFailure = counted?.Kind,
            IsPutOff = failed > 0,
            Prepared = Prepared.Nothing,
        };

        // The partitions still have their events. A caller that exports until the lake holds everything sees that it
        // does not yet.
        if (nothing is not null) return new(over, new RunEffect.EndRun(0, 0, Thrown: null, NextTick(), Maintains: false));
        return run.Fault is null
            ? new(over, new RunEffect.EndRun(run.Rows, run.Prepared.Exports.Count, Thrown: null, NextTick(), Maintains: true))
            : new(over, new RunEffect.EndRun(0, 0, run.Fault, NextTick(), Maintains: false));

        TimeSpan? NextTick() => failed > 0 || run.IsPutOff
            ? Backoff.After(failed + 1, options.ExportInterval, Longer(options.ExportPauseMax, options.ExportInterval))
            : null;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
