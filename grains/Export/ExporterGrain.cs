using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using PatientFlow.Calls;
using PatientFlow.Ingest;
using PatientFlow.Telemetry;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Export;

/// <summary>
/// Commits what the partitions have: Bronze, Silver, the dimensions, then the facts, so that a foreign key always
/// resolves. A stage that fails is tried again, then the run fails without the stages after it; the next run repeats it
/// whole, and each table skips what it holds (DESIGN section 3).
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
    private readonly Dictionary<string, TableExport> tables = new(StringComparer.Ordinal);
    private readonly ExportInstruments instruments = new(meters);
    private readonly ExportJournal journal = new(storage, time, log);

    // One run at a time. Held across awaits; never by a caller.
    private readonly TurnGate gate = new();
    private IGrainTimer timer = null!;
    private TaskCompletionSource? pause;
    private int waiting;
    private bool late;
    private long failures;
    private string? lastFailure;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await warehouse.OpenAsync(cancellationToken);
        await journal.OpenAsync();
        timer = this.RegisterGrainTimer(
            ExportOnTimerAsync, new GrainTimerCreationOptions(options.ExportInterval, options.ExportInterval) { KeepAlive = true });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        warehouse.CloseAsync(cancellationToken);

    public async Task<long> ExportAsync()
    {
        waiting++;
        pause?.TrySetResult();
        await gate.EnterAsync();
        waiting--;
        try
        {
            return await ExportOnceAsync(CancellationToken.None);
        }
        finally
        {
            gate.Leave();
        }
    }

    public Task<ImmutableArray<ExportRun>> GetRunsAsync() => Task.FromResult(journal.Runs);

    public Task<ExportRun?> GetRunAsync(long id) => Task.FromResult(journal.Runs.FirstOrDefault(r => r.Id == id));

    public Task<LakePosition> GetPositionAsync(int partition) => Task.FromResult(warehouse.Position(partition));

    public Task<ExportStatus> GetStatusAsync() => Task.FromResult(new ExportStatus
    {
        Tables = [.. Tables.All.Select(t => tables.GetValueOrDefault(t.Path)).OfType<TableExport>()],
        Positions = [.. Enumerable.Range(0, options.Partitions).Select(warehouse.Position)],
        Failures = failures,
        LastFailure = lastFailure,
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
            // Logged and counted, or ended with the silo; a later tick does the same export again.
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<long> ExportOnceAsync(CancellationToken ofTimer)
    {
        if (end.Token.IsCancellationRequested) return 0;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ofTimer, end.Token);
        var cancellationToken = either.Token;
        try
        {
            var prepared = await PrepareAsync(cancellationToken);
            var exported = 0L;
            if (prepared.IsNothing) lastFailure = null;
            else exported = await RunAsync(prepared, cancellationToken);
            await MaintainAsync(CancellationToken.None);
            return exported;
        }
        catch (NothingPreparedException fault)
        {
            // The partitions have it still. Whoever exports until the lake holds all sees that it does not yet.
            Count(fault.InnerException ?? fault);
            return 0;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Count(fault);
            LogFailed(log, fault);
            throw;
        }
    }

    private void Count(Exception fault)
    {
        failures++;
        lastFailure = FaultReason.Cause(fault).GetType().Name;
    }

    private async Task<long> RunAsync(Prepared prepared, CancellationToken cancellationToken)
    {
        var exported = 0L;
        using var span = FlowMeter.Traces.StartActivity("export run");
        journal.Begin();
        try
        {
            await StageAsync(ExportLayer.Bronze, BronzeAsync, cancellationToken);
            await StageAsync(ExportLayer.Silver, SilverAsync, cancellationToken);
            await StageAsync(ExportLayer.Gold, GoldAsync, cancellationToken);
            await journal.FinishAsync(prepared.LeftOut, prepared.Reason);
            if (prepared.Fault is { } fault) Count(fault);
            else lastFailure = null;
            instruments.Run(prepared.LeftOut > 0 ? ExportRunState.Incomplete : ExportRunState.Succeeded);
            LogExported(log, exported, prepared.Exports.Count);
            return exported;
        }
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
            instruments.Run(ExportRunState.Failed);
            if (fault is SliceMisfitException misfit) await Ingest(misfit.Partition).RestartAsync().WaitAsync(cancellationToken);
            throw;
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested) ScheduleNext();
        }

        async Task BronzeAsync(bool again)
        {
            if (again && prepared.Exports.Count == 0) prepared = await PrepareAsync(cancellationToken);
            if (prepared is { Exports.Count: 0, Fault: { } fault, Reason: { } reason })
                throw new NothingPreparedException(reason, fault);
            var commit = await warehouse.AppendAsync(BronzeTables.PatientFlow, prepared.Exports, CancellationToken.None);
            exported += Note(ExportLayer.Bronze, commit).Rows;
            Note(ExportLayer.Bronze, await warehouse.AppendAsync(BronzeTables.Quarantine, prepared.Exports, CancellationToken.None));
        }

        async Task SilverAsync(bool again) =>
            Note(ExportLayer.Silver, await warehouse.AppendAsync(SilverTable.PatientFlow, prepared.Exports, CancellationToken.None));

        async Task GoldAsync(bool again)
        {
            var exports = prepared.Exports;
            Note(ExportLayer.Gold, await warehouse.EnsureDatesAsync(exports, CancellationToken.None));
            Note(ExportLayer.Gold, await warehouse.MergePatientsAsync(exports, CancellationToken.None));
            Note(ExportLayer.Gold, await warehouse.MergeStaysAsync(exports, time.GetUtcNow().UtcDateTime, CancellationToken.None));
            Note(ExportLayer.Gold, await warehouse.MergeCensusAsync(exports, CancellationToken.None));
            Note(ExportLayer.Gold, await warehouse.AppendAsync(FactTable.PatientFlow, exports, CancellationToken.None));
            await TellAsync(exports, cancellationToken);
        }
    }

    /// <summary>Runs a stage until it succeeds or its tries are used up.</summary>
    /// <param name="layer">Which one.</param>
    /// <param name="work">A try; told whether it is not the first. It may be repeated.</param>
    /// <param name="cancellationToken">Ends a pause between two tries.</param>
    private async Task StageAsync(ExportLayer layer, Func<bool, Task> work, CancellationToken cancellationToken)
    {
        using var span = FlowMeter.Traces.StartActivity($"export {layer}");
        var began = time.GetTimestamp();
        await journal.StartAsync(layer);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await work(tries > 1);
                journal.Succeed(layer);
                instruments.Stage(layer, time.GetElapsedTime(began));
                return;
            }
            catch (Exception fault) when (tries < options.ExportTriesMax && fault is not SliceMisfitException)
            {
                LogRetried(log, fault, layer);

                // The pause counts from the failure, however long it takes to store that there was one.
                var paused = PauseAsync(Backoff.After(tries, options.ExportRetryPause, options.ExportPauseMax), cancellationToken);
                await journal.RetryAsync(layer, Reason(fault));
                await paused;
            }
            catch (Exception fault)
            {
                // A slice that does not fit never will; its partition makes another.
                await journal.FailAsync(layer, Reason(fault));
                span?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
                instruments.Stage(layer, time.GetElapsedTime(began));
                throw;
            }
        }
    }

    /// <summary>Waits, but not while somebody waits for an export.</summary>
    private async Task PauseAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        if (waiting > 0) return;
        pause = new TaskCompletionSource();
        await await Task.WhenAny(pause.Task, Task.Delay(length, time, cancellationToken));
        pause = null;
    }

    /// <summary>After failed runs the timer's next one comes later, and after the first that did not fail as usual.</summary>
    private void ScheduleNext()
    {
        var failed = journal.FailedInARow;
        if (failed == 0 && !late) return;
        late = failed > 0;
        var limit = options.ExportPauseMax > options.ExportInterval ? options.ExportPauseMax : options.ExportInterval;
        timer.Change(Backoff.After(failed + 1, options.ExportInterval, limit), options.ExportInterval);
    }

    private async Task MaintainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await warehouse.MaintainAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            // The export stands, and no row depends on this; the next run tries again.
            LogNotMaintained(log, fault);
        }
    }

    private async Task TellAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(exports.Select(e => Ingest(e.Partition).CommittedAsync(e.To))).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It stands in the lake, where each of them looks when it starts again.
        }
    }

    private async Task<Prepared> PrepareAsync(CancellationToken cancellationToken)
    {
        var calls = Enumerable.Range(0, options.Partitions).Select(p => Ingest(p).PrepareAsync()).ToArray();
        var exports = new List<PartitionExport>(calls.Length);
        var (leftOut, first, reason) = (0, (Exception?)null, (string?)null);
        for (var partition = 0; partition < calls.Length; partition++)
        {
            try
            {
                if (await calls[partition].WaitAsync(cancellationToken) is { } export) exports.Add(export);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // That partition starts again from the lake; the others need not wait for it.
                leftOut++;
                first ??= fault;
                reason ??= $"partition {partition} could not be prepared: {Reason(fault)}";
                LogPartitionFailed(log, fault);
            }
        }

        return new Prepared(exports, leftOut, first, reason);
    }

    private string Reason(Exception fault) => FaultReason.Of(
        fault, fault is SliceMisfitException or NothingPreparedException ? fault.Message : warehouse.Explain(fault));

    private TableExport Note(ExportLayer layer, TableExport export)
    {
        journal.Commit(layer, export);
        instruments.Rows(export);
        if (export.CommittedAt is not null || !tables.ContainsKey(export.Table)) tables[export.Table] = export;
        return export;
    }

    private IIngestGrain Ingest(int partition) =>
        GrainFactory.GetGrain<IIngestGrain>(partition.ToString(CultureInfo.InvariantCulture));
}
