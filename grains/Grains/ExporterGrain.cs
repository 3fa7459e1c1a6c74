using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Warehouse;

namespace PatientFlow.Grains;

/// <summary>
/// Commits what the partitions have: Bronze, Silver, the dimensions, then the facts, so that a foreign key always
/// resolves. A run that fails is repeated whole; each table skips what it holds (DESIGN section 3).
/// </summary>
[KeepAlive]
internal sealed partial class ExporterGrain(
    IWarehouse warehouse, FlowOptions options, TimeProvider time, ILogger<ExporterGrain> log) : Grain, IExporterGrain
{
    private readonly Dictionary<string, TableExport> tables = new(StringComparer.Ordinal);
    private long failures;
    private string? lastFailure;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await warehouse.OpenAsync(cancellationToken);
        this.RegisterGrainTimer(
            ExportOnTimerAsync, new GrainTimerCreationOptions(options.ExportInterval, options.ExportInterval) { KeepAlive = true });
    }

    public async Task<long> ExportAsync()
    {
        try
        {
            var exported = await RunAsync(CancellationToken.None);
            lastFailure = null;
            await MaintainAsync(CancellationToken.None);
            return exported;
        }
        catch (Exception fault)
        {
            failures++;
            lastFailure = fault.GetType().Name;
            LogFailed(log, fault);
            throw;
        }
    }

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
        try
        {
            await ExportAsync();
        }
        catch (Exception)
        {
            // Logged and counted by ExportAsync; the next tick tries the same export again.
        }
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

    private async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var exports = await PrepareAsync();
        if (exports.Count == 0) return 0;
        try
        {
            var bronze = Note(await warehouse.AppendAsync(BronzeTables.PatientFlow, exports, cancellationToken));
            Note(await warehouse.AppendAsync(BronzeTables.Quarantine, exports, cancellationToken));
            Note(await warehouse.AppendAsync(SilverTable.PatientFlow, exports, cancellationToken));
            Note(await warehouse.EnsureDatesAsync(exports, cancellationToken));
            Note(await warehouse.MergePatientsAsync(exports, cancellationToken));
            Note(await warehouse.MergeStaysAsync(exports, time.GetUtcNow().UtcDateTime, cancellationToken));
            Note(await warehouse.AppendAsync(FactTable.PatientFlow, exports, cancellationToken));
            await Task.WhenAll(exports.Select(e => Ingest(e.Partition).CommittedAsync(e.To)));
            LogExported(log, bronze.Rows, exports.Count);
            return bronze.Rows;
        }
        catch (SliceMisfitException misfit)
        {
            await Ingest(misfit.Partition).RestartAsync();
            throw;
        }
    }

    private async Task<List<PartitionExport>> PrepareAsync()
    {
        var calls = Enumerable.Range(0, options.Partitions).Select(p => Ingest(p).PrepareAsync()).ToArray();
        var exports = new List<PartitionExport>(calls.Length);
        foreach (var call in calls)
        {
            try
            {
                if (await call is { } export) exports.Add(export);
            }
            catch (Exception fault)
            {
                // That partition starts again from the lake; the others need not wait for it.
                failures++;
                lastFailure = fault.GetType().Name;
                LogPartitionFailed(log, fault);
            }
        }

        return exports;
    }

    private TableExport Note(TableExport export)
    {
        if (export.CommittedAt is not null || !tables.ContainsKey(export.Table)) tables[export.Table] = export;
        return export;
    }

    private IIngestGrain Ingest(int partition) =>
        GrainFactory.GetGrain<IIngestGrain>(partition.ToString(CultureInfo.InvariantCulture));
}
