using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>
/// The most recent export runs, newest first, and how each step changes the newest. A stage begins only when the one
/// before it has succeeded.
/// </summary>
internal sealed record RunHistory
{
    /// <summary>Number of runs to keep.</summary>
    public const int RunsMax = 100;

    /// <summary>Reason of a run that had not finished when the exporter stopped or died.</summary>
    public const string CutShortReason = "cut short by a stop";

    private static readonly ImmutableArray<ExportLayer> Layers = [ExportLayer.Bronze, ExportLayer.Silver, ExportLayer.Gold];

    /// <summary>A history without runs.</summary>
    public static RunHistory Empty { get; } = new() { Runs = [], LastId = 0 };

    /// <summary>The runs, newest first.</summary>
    public required ImmutableArray<ExportRun> Runs { get; init; }

    /// <summary>Number of the newest run that ever existed.</summary>
    public required long LastId { get; init; }

    /// <summary>How many of the newest runs failed in a row.</summary>
    public int FailedInARow => Runs.TakeWhile(r => r.State == ExportRunState.Failed).Count();

    /// <summary>Begins a new run. A run that is still open was cut short.</summary>
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

    /// <summary>Begins a stage.</summary>
    public RunHistory Started(ExportLayer layer, DateTime at)
    {
        var run = Open();
        if (run.Stages.Any(s => s.Layer < layer && s.State != ExportStageState.Succeeded))
            throw new InvalidOperationException($"{layer} began before the stages before it had succeeded.");
        return With(layer, ExportStageState.NotRun, s => s with { State = ExportStageState.Running, StartedAt = at });
    }

    /// <summary>Notes that a table of the stage is committed, or already held everything.</summary>
    public RunHistory Committed(ExportLayer layer, TableExport commit) =>
        With(layer, null, s => s with { Tables = Merged(s.Tables, commit) });

    /// <summary>Notes that an attempt failed and another follows.</summary>
    public RunHistory Retried(ExportLayer layer, string reason) =>
        With(layer, null, s => s with { State = ExportStageState.Retried, Retries = s.Retries + 1, Reason = reason });

    /// <summary>Notes that a stage is complete.</summary>
    public RunHistory Succeeded(ExportLayer layer, DateTime at) =>
        With(layer, null, s => s with { State = ExportStageState.Succeeded, EndedAt = at });

    /// <summary>Notes that the last attempt failed, and with it the run.</summary>
    public RunHistory Failed(ExportLayer layer, DateTime at, string reason)
    {
        var failed = With(layer, null, s => s with { State = ExportStageState.Failed, EndedAt = at, Reason = reason });
        return failed.Ended(ExportRunState.Failed, at, $"{layer}: {reason}");
    }

    /// <summary>Finishes a run whose stages all succeeded.</summary>
    /// <param name="at">Time of the end.</param>
    /// <param name="partitionsLeftOut">Number of partitions that failed to prepare.</param>
    /// <param name="reason">Why they failed; null if none did.</param>
    public RunHistory Finished(DateTime at, int partitionsLeftOut, string? reason)
    {
        if (Open().Stages.Any(s => s.State != ExportStageState.Succeeded))
            throw new InvalidOperationException("A run finished before all its stages had succeeded.");
        var ended = Ended(partitionsLeftOut == 0 ? ExportRunState.Succeeded : ExportRunState.Incomplete, at, reason);
        return ended with { Runs = ended.Runs.SetItem(0, ended.Runs[0] with { PartitionsLeftOut = partitionsLeftOut }) };
    }

    /// <summary>Fails an open run in its current stage, because its exporter is gone.</summary>
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
        // A repeated attempt finds its own earlier commits; those count too.
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

    /// <param name="layer">The stage to change.</param>
    /// <param name="expected">State that the stage must have; null for any state of a running stage.</param>
    /// <param name="change">The change.</param>
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
