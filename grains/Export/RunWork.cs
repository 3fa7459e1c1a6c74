using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Export;

/// <summary>
/// Executes what <see cref="RunProtocol"/> decides, and reports the outcome. Owned by: the exporter's turn.
/// </summary>
internal sealed partial class RunWork(
    ExporterCalls calls,
    SpareState<ExportHistoryState> state,
    IWarehouse warehouse,
    ExportInstruments instruments,
    TimeProvider time,
    ILogger log)
{
    private TaskCompletionSource? pause;
    private int waiting;

    /// <summary>The last commit of each table, by path.</summary>
    public Dictionary<string, TableExport> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes that somebody waits for an export: no run pauses until <see cref="Served"/>.</summary>
    public void Hurry()
    {
        waiting++;
        pause?.TrySetResult();
    }

    /// <summary>Notes that the run of a waiting caller has begun.</summary>
    public void Served() => waiting--;

    /// <summary>Executes one action. An exception becomes an outcome.</summary>
    public async Task<RunOutcome> DoAsync(RunEffect effect, ExportProgress run, CancellationToken cancellationToken)
    {
        try
        {
            return effect switch
            {
                RunEffect.PreparePartitions => new RunOutcome.PartitionsPrepared(await calls.PrepareAsync(cancellationToken)),
                RunEffect.StoreHistory => await StoreAsync(run.History),
                RunEffect.CommitTable { Step: var step } => await CommitAsync(step, run.Prepared.Exports),
                RunEffect.TellPartitions => await TellAsync(run.Prepared.Exports, cancellationToken),
                RunEffect.PauseStage due => await PauseAsync(due, run, cancellationToken),
                RunEffect.RestartPartition { Partition: var partition } => await RestartAsync(partition, cancellationToken),
                _ => throw new UnreachableException(),
            };
        }
        catch (Exception fault)
        {
            // Whatever an effect throws is an outcome; the protocol decides whether to try again.
            var told = calls.Fault(fault);
            var stopped = cancellationToken.IsCancellationRequested && effect is not RunEffect.CommitTable;
            return stopped ? new RunOutcome.SiloStopped(told) : new RunOutcome.EffectFailed(told);
        }
    }

    /// <summary>Stores the history of runs, or logs that it could not.</summary>
    public async Task<RunOutcome> StoreAsync(RunHistory history)
    {
        await state.StoreAsync(new ExportHistoryState { Runs = history.Runs, LastId = history.LastId });
        return new RunOutcome.HistoryStored();
    }

    /// <summary>Keeps the tables quick to read.</summary>
    public async Task MaintainAsync()
    {
        try
        {
            await warehouse.MaintainAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The export is committed and no row depends on maintenance, so no fault of it fails the run.
            LogNotMaintained(log, fault);
        }
    }

    private async Task<RunOutcome> CommitAsync(RunStep step, IReadOnlyList<PartitionExport> exports)
    {
        var commit = await warehouse.CommitAsync(step, exports, time.GetUtcNow().UtcDateTime);
        instruments.Rows(commit);
        if (commit.CommittedAt is not null || !Tables.ContainsKey(commit.Table)) Tables[commit.Table] = commit;
        return new RunOutcome.TableCommitted(commit);
    }

    private async Task<RunOutcome> TellAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        await calls.TellAsync(exports, cancellationToken);
        return new RunOutcome.PartitionsTold();
    }

    private async Task<RunOutcome> PauseAsync(
        RunEffect.PauseStage due, ExportProgress run, CancellationToken cancellationToken)
    {
        LogRetried(log, due.Why.Thrown, run.Step.Layer());
        var paused = WaitAsync(due.Length, cancellationToken);
        await StoreAsync(run.History);
        await paused;
        return new RunOutcome.PauseOver();
    }

    private async Task WaitAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        if (waiting > 0) return;
        pause = new TaskCompletionSource();
        await await Task.WhenAny(pause.Task, Task.Delay(length, time, cancellationToken));
        pause = null;
    }

    private async Task<RunOutcome> RestartAsync(int partition, CancellationToken cancellationToken)
    {
        await calls.RestartAsync(partition, cancellationToken);
        return new RunOutcome.PartitionRestarted();
    }

    [LoggerMessage(213, LogLevel.Warning,
        "The lake could not be maintained after an export; the next one tries again.")]
    private static partial void LogNotMaintained(ILogger logger, Exception fault);

    [LoggerMessage(214, LogLevel.Warning, "The {Layer} stage of an export failed and is tried again.")]
    private static partial void LogRetried(ILogger logger, Exception fault, ExportLayer layer);
}
