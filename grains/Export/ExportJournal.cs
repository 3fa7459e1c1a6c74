using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PatientFlow.Turns;

namespace PatientFlow.Export;

/// <summary>
/// Keeps the exporter's runs in its grain state. An export never fails for it: what cannot be stored is stored with the
/// next step. Owned by: the exporter's turn.
/// </summary>
internal sealed partial class ExportJournal(
    IPersistentState<ExportHistoryState> storage, TimeProvider time, ILogger log)
{
    private readonly SpareState<ExportHistoryState> state = new(storage, fault => LogNotStored(log, fault));
    private RunHistory history = RunHistory.Empty;

    /// <summary>The last runs, newest first.</summary>
    public ImmutableArray<ExportRun> Runs => history.Runs;

    /// <summary>How many of the newest runs failed, one after the other.</summary>
    public int FailedInARow => history.FailedInARow;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Goes on from what is stored. A run that is open there was cut short.</summary>
    public Task OpenAsync()
    {
        history = new RunHistory { Runs = state.State.Runs, LastId = state.State.LastId };
        return history.CutShort(Now) is var closed && closed != history ? StoreAsync(closed) : Task.CompletedTask;
    }

    /// <summary>A run begins. It is stored with its first stage.</summary>
    public void Begin() => history = history.Begun(Now);

    /// <summary>A stage begins.</summary>
    public Task StartAsync(ExportLayer layer) => StoreAsync(history.Started(layer, Now));

    /// <summary>A table of it is committed. It is stored with the next step.</summary>
    public void Commit(ExportLayer layer, TableExport commit) => history = history.Committed(layer, commit);

    /// <summary>A try failed, another follows.</summary>
    public Task RetryAsync(ExportLayer layer, string reason) => StoreAsync(history.Retried(layer, reason));

    /// <summary>A stage is through. It is stored with the next one's start, or the end.</summary>
    public void Succeed(ExportLayer layer) => history = history.Succeeded(layer, Now);

    /// <summary>The run failed in a stage.</summary>
    public Task FailAsync(ExportLayer layer, string reason) => StoreAsync(history.Failed(layer, Now, reason));

    /// <summary>The run is through.</summary>
    public Task FinishAsync(int partitionsLeftOut, string? reason) =>
        StoreAsync(history.Finished(Now, partitionsLeftOut, reason));

    private Task StoreAsync(RunHistory next)
    {
        history = next;
        return state.StoreAsync(new ExportHistoryState { Runs = next.Runs, LastId = next.LastId });
    }

    [LoggerMessage(215, LogLevel.Warning, "What became of an export could not be stored; the next step stores it.")]
    private static partial void LogNotStored(ILogger logger, Exception fault);
}
