using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using PatientFlow.Calls;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Export;

/// <summary>
/// Commits what the partitions have. <see cref="RunProtocol"/> decides the steps of a run; this grain executes one run
/// at a time (docs/architecture.md, "Who may interleave with whom").
/// </summary>
[GrainType(GrainTypes.Exporter)]
[KeepAlive]
internal sealed partial class ExporterGrain(
    [PersistentState("exports")] IPersistentState<ExportHistoryState> storage,
    IWarehouse warehouse,
    FlowOptions options,
    ExportEnd end,
    IMeterFactory meters,
    TimeProvider time,
    ILogger<ExporterGrain> log)
    : Grain, IExporterGrain
{
    private readonly RunProtocol protocol = new(options);
    private readonly ExportInstruments instruments = new(meters);

    // One run at a time. The gate is held across awaits, but never by a caller.
    private readonly TurnGate gate = new();
    private ExportProgress progress = new() { History = RunHistory.Empty };
    private RunWork work = null!;
    private IGrainTimer timer = null!;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await warehouse.OpenAsync(cancellationToken);
        work = new RunWork(
            new ExporterCalls(GrainFactory, options.Partitions, warehouse, log),
            new SpareState<ExportHistoryState>(storage, fault => LogNotStored(log, fault)),
            warehouse, instruments, time, log);
        var stored = new RunHistory { Runs = storage.State.Runs, LastId = storage.State.LastId };
        progress = progress with { History = stored.CutShort(Now) };
        if (progress.History != stored) await work.StoreAsync(progress.History);
        timer = this.RegisterGrainTimer(
            ExportOnTimerAsync, new GrainTimerCreationOptions(options.ExportInterval, options.ExportInterval) { KeepAlive = true });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        warehouse.CloseAsync(cancellationToken);

    public async Task<long> ExportAsync()
    {
        work.Hurry();
        await gate.EnterAsync();
        work.Served();
        try
        {
            return await ExportOnceAsync(CancellationToken.None);
        }
        finally
        {
            gate.Leave();
        }
    }

    public Task<ImmutableArray<ExportRun>> GetRunsAsync() => Task.FromResult(progress.History.Runs);

    public Task<ExportRun?> GetRunAsync(long id) => Task.FromResult(progress.History.Runs.FirstOrDefault(r => r.Id == id));

    public Task<LakePosition> GetPositionAsync(int partition) => Task.FromResult(warehouse.Position(partition));

    public Task<ExportStatus> GetStatusAsync() => Task.FromResult(new ExportStatus
    {
        Tables = [.. Tables.All.Select(t => work.Tables.GetValueOrDefault(t.Path)).OfType<TableExport>()],
        Positions = [.. Enumerable.Range(0, options.Partitions).Select(warehouse.Position)],
        Failures = progress.Failures,
        LastFailure = progress.LastFailure,
    });

    private async Task ExportOnTimerAsync(CancellationToken cancellationToken)
    {
        await gate.EnterAsync();
        try
        {
            await ExportOnceAsync(cancellationToken);
        }
        catch (Exception)
        {
            // This is the root of the timer. The fault is logged and counted already, or the silo is stopping; a later
            // tick repeats the export.
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<long> ExportOnceAsync(CancellationToken cancellationToken)
    {
        if (end.Token.IsCancellationRequested) return 0;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        var over = await RunAsync(either.Token);
        if (over.Thrown is { Thrown: var fault })
        {
            if (!either.IsCancellationRequested) LogFailed(log, fault);
            ExceptionDispatchInfo.Throw(fault);
        }

        if (over.Partitions > 0) LogExported(log, over.Rows, over.Partitions);
        if (over.Maintains) await work.MaintainAsync();
        return over.Rows;
    }

    private async Task<RunEffect.EndRun> RunAsync(CancellationToken cancellationToken)
    {
        using var trace = new RunTrace(instruments, time);
        (progress, var effect) = RunProtocol.Begin(progress);
        while (true)
        {
            if (effect is RunEffect.EndRun over)
            {
                if (over.NextTick is { } next && !cancellationToken.IsCancellationRequested)
                    timer.Change(next, options.ExportInterval);
                return over;
            }

            var outcome = await work.DoAsync(effect, progress, cancellationToken);
            (progress, effect) = protocol.Next(progress, outcome, Now);
            trace.Follow(progress);
        }
    }

    [LoggerMessage(210, LogLevel.Debug, "Exported {Rows} records of {Partitions} partitions.")]
    private static partial void LogExported(ILogger logger, long rows, int partitions);

    [LoggerMessage(211, LogLevel.Warning, "An export failed; a later one repeats it.")]
    private static partial void LogFailed(ILogger logger, Exception fault);

    [LoggerMessage(215, LogLevel.Warning, "The result of an export could not be stored; the next step stores it.")]
    private static partial void LogNotStored(ILogger logger, Exception fault);
}
