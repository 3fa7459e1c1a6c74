using System.Collections.Immutable;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Warehouse;

namespace PatientFlow.Flow.Bench;

/// <summary>One partition's way from raw lines to committed tables, stage by stage, without grains.</summary>
internal sealed class StageRun
{
    /// <summary>Events that are applied together, as the demo appends them.</summary>
    public const int LinesPerDelivery = 1_000;

    /// <summary>Events that are exported together.</summary>
    public const int LinesPerCut = 20_000;

    private const int Partition = 0;

    private readonly StageClock clock = new();
    private readonly EventLines lines;
    private readonly NetworkMap network;
    private readonly StageStore store;
    private readonly IWarehouse warehouse;
    private readonly PartitionReader reader;
    private readonly Dictionary<string, PatientSnapshot> patients = new(StringComparer.Ordinal);

    private StageRun(EventLines lines, NetworkMap network, StageStore store, IWarehouse warehouse)
    {
        (this.lines, this.network, this.store, this.warehouse) = (lines, network, store, warehouse);
        reader = new PartitionReader(Partition, network);
    }

    /// <summary>Runs over all lines, with state and lake in a folder.</summary>
    public static async Task<StageClock> RunAsync(
        EventLines lines, NetworkMap network, string folder, CancellationToken cancellationToken)
    {
        using var store = StageStore.Open(Path.Combine(folder, "state"));
        await using var lake = await BenchLake.OpenAsync(Path.Combine(folder, "lake"), network, cancellationToken);
        var run = new StageRun(lines, network, store, lake.Warehouse);
        for (var from = 0; from < lines.Count; from += LinesPerCut)
            await run.CutAsync(from, Math.Min(from + LinesPerCut, lines.Count), cancellationToken);
        return run.clock;
    }

    private async Task CutAsync(int from, int to, CancellationToken cancellationToken)
    {
        var buffer = new ExportBuffer(warehouse.Position(Partition), network);
        var changed = new Dictionary<string, PatientSnapshot>(StringComparer.Ordinal); // As they were before.
        for (var next = from; next < to; next += LinesPerDelivery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Deliver(next, Math.Min(next + LinesPerDelivery, to), buffer, changed);
        }

        await clock.MeasureAsync("state: serialize and store", async () =>
        {
            foreach (var (key, before) in changed) await store.WriteAsync(key, before, patients[key]);
            await store.SyncAsync();
            return changed.Count;
        });
        var export = await StageAsync(buffer, cancellationToken);
        await CommitAsync([export], cancellationToken);
    }

    private void Deliver(int from, int to, ExportBuffer buffer, Dictionary<string, PatientSnapshot> changed)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var readings = clock.Measure("parse and clean", () =>
        {
            var read = new List<RecordReading>(to - from);
            for (var n = from; n < to; n++) read.Add(reader.Read(n, new RawEvent { AppendTime = now, Payload = lines[n] }, now));
            return read;
        });
        var groups = clock.Measure(
            "group by patient", () => BatchGroups.ByPatient(readings.Select(r => r.Event).OfType<PatientEvent>()));
        var outcomes = clock.Measure("rules of a patient", () => Apply(groups, changed));
        clock.Measure("route to departments and beds", () => Route(outcomes));
        clock.Measure("rows for the tables", () =>
        {
            foreach (var reading in readings) buffer.Add(reading);
            foreach (var (patient, outcome) in outcomes)
            {
                var events = groups[patient];
                for (var i = 0; i < events.Count; i++) buffer.Add(events[i], outcome.Events[i], now, now);
                buffer.Add(patient, outcome);
            }

            return buffer.Records;
        });
    }

    private Dictionary<string, PatientOutcome> Apply(
        Dictionary<string, ImmutableArray<PatientEvent>.Builder> groups, Dictionary<string, PatientSnapshot> changed)
    {
        var outcomes = new Dictionary<string, PatientOutcome>(groups.Count, StringComparer.Ordinal);
        foreach (var (key, events) in groups)
        {
            var before = patients.GetValueOrDefault(key, PatientSnapshot.Empty);
            changed.TryAdd(key, before);
            var fold = new PatientFold(before, network);
            foreach (var e in events) fold.Apply(e);
            patients[key] = fold.ToSnapshot();
            outcomes.Add(key, fold.ToOutcome());
        }

        return outcomes;
    }

    private static int Route(Dictionary<string, PatientOutcome> outcomes)
    {
        var changes = 0;
        Action<string, CensusChange> count = (_, _) => changes++;
        foreach (var (patient, outcome) in outcomes)
            foreach (var movement in outcome.Movements)
                MovementRouter.Route(patient, movement, count, count);
        return changes;
    }

    private async Task<PartitionExport> StageAsync(ExportBuffer buffer, CancellationToken cancellationToken) => new()
    {
        Partition = Partition,
        To = buffer.To,
        Slices =
        [
            await SliceAsync("Parquet of bronze/patient_flow", BronzeTables.PatientFlow, buffer, buffer.Bronze, cancellationToken),
            await SliceAsync("Parquet of bronze/quarantine", BronzeTables.Quarantine, buffer, buffer.Quarantine, cancellationToken),
            await SliceAsync("Parquet of silver/patient_flow", SilverTable.PatientFlow, buffer, buffer.Silver, cancellationToken),
            await SliceAsync("Parquet of gold/fact_patient_flow", FactTable.PatientFlow, buffer, buffer.Facts, cancellationToken),
        ],
        Versions = buffer.Versions,
        Stays = buffer.Stays,
        Years = buffer.Years,
        Passages = [.. buffer.Passages],
        PassagesFrom = buffer.Position.Tables[CensusTable.Census.Path],
    };

    private async Task<TableSlice> SliceAsync<TRow>(
        string stage, Table<TRow> table, ExportBuffer buffer, List<TRow> rows, CancellationToken cancellationToken) => new()
        {
            Table = table.Path,
            From = buffer.Position.Tables[table.Path],
            File = rows.Count == 0
                ? null
                : await clock.MeasureAsync(stage, () => warehouse.StageAsync(table, rows, cancellationToken)),
        };

    private async Task CommitAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        foreach (var table in (Table[])[BronzeTables.PatientFlow, BronzeTables.Quarantine, SilverTable.PatientFlow, FactTable.PatientFlow])
            await clock.MeasureAsync("commit of the four tables above", () => warehouse.AppendAsync(table, exports, cancellationToken));
        await clock.MeasureAsync("gold/dim_date", () => warehouse.EnsureDatesAsync(exports, cancellationToken));
        await clock.MeasureAsync("merge of gold/dim_patient", () => warehouse.MergePatientsAsync(exports, cancellationToken));
        await clock.MeasureAsync(
            "merge of gold/fact_stay",
            () => warehouse.MergeStaysAsync(exports, TimeProvider.System.GetUtcNow().UtcDateTime, cancellationToken));
        await clock.MeasureAsync("merge of gold/fact_census", () => warehouse.MergeCensusAsync(exports, cancellationToken));
        await clock.MeasureAsync("upkeep", async () =>
        {
            await warehouse.MaintainAsync(cancellationToken);
            return true;
        });
    }
}
