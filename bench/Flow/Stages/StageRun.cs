using System.Collections.Immutable;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Warehouse;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// One partition's way from raw lines to committed tables, stage by stage, without grains. Owned by: one repetition.
/// </summary>
internal sealed class StageRun : IAsyncDisposable
{
    /// <summary>Events that are applied together, as the demo appends them.</summary>
    public const int LinesPerDelivery = 1_000;

    /// <summary>Events that are exported together.</summary>
    public const int LinesPerCut = 20_000;

    private const int Partition = 0;

    private const string Commit = "commit of the four tables above";
    private const string Parquet = "Parquet of ";
    private const string Merge = "merge of ";
    private const string Dates = "days of gold/dim_date";
    private const string Maintenance = "upkeep";

    private readonly NetworkMap network;
    private readonly StageStore store;
    private readonly BenchLake lake;
    private readonly PartitionReader reader;
    private readonly Dictionary<string, PatientSnapshot> patients = new(StringComparer.Ordinal);
    private StageClock clock = new();
    private long offset;

    private StageRun(NetworkMap network, StageStore store, BenchLake lake)
    {
        (this.network, this.store, this.lake) = (network, store, lake);
        reader = new PartitionReader(Partition, network);
    }

    /// <summary>The tables.</summary>
    public LakeTables Tables => lake.Tables;

    private IWarehouse Warehouse => lake.Warehouse;

    /// <summary>Whether a stage belongs to the export of the tables, and not to rules or state.</summary>
    public static bool IsOfExport(string stage) =>
        stage is Commit or Dates or Maintenance || stage.StartsWith(Parquet, StringComparison.Ordinal)
        || stage.StartsWith(Merge, StringComparison.Ordinal);

    /// <summary>Begins with nothing; state and lake go to a folder.</summary>
    public static async Task<StageRun> OpenAsync(NetworkMap network, string folder, CancellationToken cancellationToken)
    {
        var store = StageStore.Open(Path.Combine(folder, "state"));
        return new StageRun(network, store, await BenchLake.OpenAsync(Path.Combine(folder, "lake"), network, cancellationToken));
    }

    /// <summary>Returns what was spent so far, and begins to count anew.</summary>
    public StageClock TakeClock()
    {
        var spent = clock;
        clock = new StageClock();
        return spent;
    }

    /// <summary>Takes lines all the way, as one export.</summary>
    public async Task CutAsync(ReadOnlyMemory<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var buffer = new ExportBuffer(Warehouse.Position(Partition), network);
        var changed = new Dictionary<string, PatientSnapshot>(StringComparer.Ordinal); // As they were before.
        for (var next = 0; next < lines.Length; next += LinesPerDelivery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Deliver(lines[next..Math.Min(next + LinesPerDelivery, lines.Length)], buffer, changed);
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

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await lake.DisposeAsync();
        store.Dispose();
    }

    private void Deliver(ReadOnlyMemory<ReadOnlyMemory<byte>> lines, ExportBuffer buffer, Dictionary<string, PatientSnapshot> changed)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var readings = clock.Measure("parse and clean", () =>
        {
            var read = new List<RecordReading>(lines.Length);
            foreach (var line in lines.Span) read.Add(reader.Read(offset++, new RawEvent { AppendTime = now, Payload = line }, now));
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
                MovementRouter.Route(patient, movement, count);
        return changes;
    }

    private async Task<PartitionExport> StageAsync(ExportBuffer buffer, CancellationToken cancellationToken) => new()
    {
        Partition = Partition,
        To = buffer.To,
        Slices =
        [
            await SliceAsync(BronzeTables.PatientFlow, buffer, buffer.Bronze, cancellationToken),
            await SliceAsync(BronzeTables.Quarantine, buffer, buffer.Quarantine, cancellationToken),
            await SliceAsync(SilverTable.PatientFlow, buffer, buffer.Silver, cancellationToken),
            await SliceAsync(FactTable.PatientFlow, buffer, buffer.Facts, cancellationToken),
            await SliceAsync(BedStatusTable.BedStatus, buffer, buffer.BedStatuses, cancellationToken),
        ],
        Versions = buffer.Versions,
        Stays = buffer.Stays,
        Years = buffer.Years,
        Passages = [.. buffer.Passages],
        PassagesFrom = buffer.Position.Tables[CensusTable.Census.Path],
    };

    private async Task<TableSlice> SliceAsync<TRow>(
        Table<TRow> table, ExportBuffer buffer, List<TRow> rows, CancellationToken cancellationToken) => new()
        {
            Table = table.Path,
            From = buffer.Position.Tables[table.Path],
            File = rows.Count == 0
                ? null
                : await clock.MeasureAsync(Parquet + table.Path, () => Warehouse.StageAsync(table, rows, cancellationToken)),
        };

    private async Task CommitAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        Table[] appended =
            [BronzeTables.PatientFlow, BronzeTables.Quarantine, SilverTable.PatientFlow, FactTable.PatientFlow, BedStatusTable.BedStatus];
        foreach (var table in appended)
            await clock.MeasureAsync(Commit, () => Warehouse.AppendAsync(table, exports, cancellationToken));
        await clock.MeasureAsync(Dates, () => Warehouse.EnsureDatesAsync(exports, cancellationToken));
        await clock.MeasureAsync(Merge + DimensionTables.Patient.Path, () => Warehouse.MergePatientsAsync(exports, cancellationToken));
        await clock.MeasureAsync(
            Merge + StayTable.Stay.Path,
            () => Warehouse.MergeStaysAsync(exports, TimeProvider.System.GetUtcNow().UtcDateTime, cancellationToken));
        await clock.MeasureAsync(Merge + CensusTable.Census.Path, () => Warehouse.MergeCensusAsync(exports, cancellationToken));
        await clock.MeasureAsync(Maintenance, async () =>
        {
            await Warehouse.MaintainAsync(cancellationToken);
            return true;
        });
    }
}
