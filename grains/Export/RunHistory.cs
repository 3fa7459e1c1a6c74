using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>
/// The last export runs, newest first, and what each step of the newest one makes of them. A stage begins only when the
/// one before it has succeeded.
/// </summary>
internal sealed record RunHistory
{
    /// <summary>Runs that are kept; older ones are forgotten.</summary>
    public const int RunsMax = 100;

    /// <summary>Why a run failed that was not over when the exporter stopped or died.</summary>
    public const string CutShortReason = "cut short by a stop";

    private static readonly ImmutableArray<ExportLayer> Layers = [ExportLayer.Bronze, ExportLayer.Silver, ExportLayer.Gold];

    /// <summary>Without a run.</summary>
    public static RunHistory Empty { get; } = new() { Runs = [], LastId = 0 };

    /// <summary>Newest first.</summary>
    public required ImmutableArray<ExportRun> Runs { get; init; }

    /// <summary>Number of the newest run there ever was.</summary>
    public required long LastId { get; init; }

    /// <summary>How many of the newest runs failed, one after the other.</summary>
    public int FailedInARow => Runs.TakeWhile(r => r.State == ExportRunState.Failed).Count();

    /// <summary>A new run begins; one that is still open was cut short.</summary>
    public RunHistory Begun(DateTime at)
    {
        var closed = CutShort(at);
        var run = new ExportRun
        {
            Id = LastId + 1,
            State = ExportRunState.Running,
            StartedAt = at,
            Stages = [.. Layers.Select(l => new ExportStage { Layer = l, State = ExportStageState.NotRun, Tables = [] })],
        };
        return new RunHistory { Runs = [run, .. closed.Runs.Take(RunsMax - 1)], LastId = run.Id };
    }

    /// <summary>A stage begins.</summary>
    public RunHistory Started(ExportLayer layer, DateTime at)
    {
        var run = Open();
        if (run.Stages.Any(s => s.Layer < layer && s.State != ExportStageState.Succeeded))
            throw new InvalidOperationException($"{layer} began before the stages before it had succeeded.");
        return With(layer, ExportStageState.NotRun, s => s with { State = ExportStageState.Running, StartedAt = at });
    }

    /// <summary>A table of the stage is committed, or was found to hold everything already.</summary>
    public RunHistory Committed(ExportLayer layer, TableExport commit) =>
        With(layer, null, s => s with { Tables = Merged(s.Tables, commit) });

    /// <summary>A try failed, and another one follows.</summary>
    public RunHistory Retried(ExportLayer layer, string reason) =>
        With(layer, null, s => s with { State = ExportStageState.Retried, Retries = s.Retries + 1, Reason = reason });

    /// <summary>A stage has done all.</summary>
    public RunHistory Succeeded(ExportLayer layer, DateTime at) =>
        With(layer, null, s => s with { State = ExportStageState.Succeeded, EndedAt = at });

    /// <summary>The last try failed, and the run with it.</summary>
    public RunHistory Failed(ExportLayer layer, DateTime at, string reason)
    {
        var failed = With(layer, null, s => s with { State = ExportStageState.Failed, EndedAt = at, Reason = reason });
        return failed.Ended(ExportRunState.Failed, at, $"{layer}: {reason}");
    }

    /// <summary>All stages are through.</summary>
    /// <param name="at">When.</param>
    /// <param name="partitionsLeftOut">Partitions that could not say what they have.</param>
    /// <param name="reason">Why not; null where there are none.</param>
    public RunHistory Finished(DateTime at, int partitionsLeftOut, string? reason)
    {
        if (Open().Stages.Any(s => s.State != ExportStageState.Succeeded))
            throw new InvalidOperationException("A run finished before all its stages had succeeded.");
        var ended = Ended(partitionsLeftOut == 0 ? ExportRunState.Succeeded : ExportRunState.Incomplete, at, reason);
        return ended with { Runs = ended.Runs.SetItem(0, ended.Runs[0] with { PartitionsLeftOut = partitionsLeftOut }) };
    }

    /// <summary>Whoever was exporting is gone: an open run failed in the stage where it was.</summary>
    public RunHistory CutShort(DateTime at)
    {
        if (Runs.IsEmpty || Runs[0].State != ExportRunState.Running) return this;
        var stages = Runs[0].Stages.Select(s => s.State is ExportStageState.Running or ExportStageState.Retried
            ? s with { State = ExportStageState.Failed, EndedAt = at, Reason = CutShortReason }
            : s);
        var cut = Runs[0] with { Stages = [.. stages] };
        return (this with { Runs = Runs.SetItem(0, cut) }).Ended(ExportRunState.Failed, at, CutShortReason);
    }

    private static ImmutableArray<TableExport> Merged(ImmutableArray<TableExport> tables, TableExport commit)
    {
        // A try that is done again finds its own commits, and those of the try before count.
        var before = tables.FirstOrDefault(t => t.Table == commit.Table);
        if (before is null) return tables.Add(commit);
        return tables.Replace(before, commit with
        {
            CommittedAt = commit.CommittedAt ?? before.CommittedAt,
            Rows = before.Rows + commit.Rows,
        });
    }

    private ExportRun Open() => !Runs.IsEmpty && Runs[0].State == ExportRunState.Running
        ? Runs[0]
        : throw new InvalidOperationException("No run is open.");

    private RunHistory Ended(ExportRunState state, DateTime at, string? reason) =>
        this with { Runs = Runs.SetItem(0, Open() with { State = state, EndedAt = at, Reason = reason }) };

    /// <param name="layer">The stage that changes.</param>
    /// <param name="expected">The state that it must have; null for any in which it is under way.</param>
    /// <param name="change">What changes.</param>
    private RunHistory With(ExportLayer layer, ExportStageState? expected, Func<ExportStage, ExportStage> change)
    {
        var run = Open();
        var stage = run.Stages.Single(s => s.Layer == layer);
        var right = expected is { } state
            ? stage.State == state
            : stage.State is ExportStageState.Running or ExportStageState.Retried;
        if (!right) throw new InvalidOperationException($"{layer} is {stage.State}, which this step does not follow.");
        return this with { Runs = Runs.SetItem(0, run with { Stages = run.Stages.Replace(stage, change(stage)) }) };
    }
}
