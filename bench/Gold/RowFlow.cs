using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Lakehouse;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Quality;
using PatientFlow.Warehouse;

namespace PatientFlow.Bench.Gold;

/// <summary>
/// The way of events from the log to committed tables, without log, grains and their state: read and cleaned, folded by
/// patient, kept as rows, staged by each partition, and committed as the exporter does it. All times are made up, so
/// that two runs write the same rows.
/// </summary>
internal sealed class RowFlow : IDisposable
{
    private const int Partitions = 8;
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly NetworkMap network;
    private readonly StageCosts costs = new();
    private readonly LakeTables lake;
    private readonly LakeFence fence;
    private readonly FenceKeeper keeper;
    private readonly DeltaWarehouse warehouse;
    private readonly Dictionary<string, PatientSnapshot> patients = new(StringComparer.Ordinal);
    private readonly PartitionReader[] readers;

    private RowFlow(string folder)
    {
        network = new NetworkMap(NetworkDefinition.Seed());
        lake = new LakeTables(folder, TimeProvider.System);
        var days = TimeSpan.FromDays(1);
        fence = new LakeFence(
            token => lake.PlaceAsync(LakeFence.Path, token), new FenceIdentity("bench", "log:bench", "a file"),
            new FenceTimes { Held = days, Lease = 2 * days }, TimeProvider.System);
        keeper = new FenceKeeper(
            fence, FenceSpan.WholeRun, TimeProvider.System, new NoApplication(), new NoApplication(), NullLogger<FenceKeeper>.Instance);
        var upkeep = new Upkeep(
            lake, new UpkeepLimits(), new Vacuum(lake, TimeProvider.System, NullLogger<Vacuum>.Instance), NullLogger<Upkeep>.Instance);
        warehouse = new DeltaWarehouse(lake, network, TimeProvider.System, upkeep, fence, keeper);
        readers = [.. Enumerable.Range(0, Partitions).Select(p => new PartitionReader(p, network))];
    }

    /// <summary>Takes all events, and returns what each stage cost.</summary>
    /// <param name="events">Payloads in the order of their log.</param>
    /// <param name="delivery">Records that a partition takes at once.</param>
    /// <param name="cut">Records of a partition in an export.</param>
    /// <param name="folder">Where the lake is made.</param>
    /// <param name="checksums">Whether to print a sum over the rows of each table, which tells whether they changed.</param>
    public static async Task<StageCosts> RunAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> events, int delivery, int cut, string folder, bool checksums)
    {
        using var flow = new RowFlow(folder);
        await flow.fence.TryTakeAsync(CancellationToken.None);
        await flow.warehouse.OpenAsync(CancellationToken.None);
        var logs = events.GroupBy(e => (int)(Hash(PayloadRoute.KeyOf(e).Span) % Partitions))
            .OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        for (var from = 0; from < logs.Max(l => l.Length); from += cut)
        {
            var exports = new List<PartitionExport>();
            for (var partition = 0; partition < Partitions; partition++)
            {
                var records = logs[partition].Skip(from).Take(cut).ToArray();
                if (records.Length > 0) exports.Add(await flow.CutAsync(partition, from, records, delivery));
            }

            await flow.CommitAsync(exports);
        }

        if (checksums) await flow.PrintChecksumsAsync();
        return flow.costs;
    }

    public void Dispose()
    {
        keeper.Dispose();
        fence.Dispose();
        lake.Dispose();
    }

    private async Task<PartitionExport> CutAsync(int partition, long from, ReadOnlyMemory<byte>[] records, int delivery)
    {
        var buffer = new ExportBuffer(warehouse.Position(partition), network);
        foreach (var some in records.Chunk(delivery))
        {
            Take(partition, from, some, buffer);
            from += some.Length;
        }

        var rows = await costs.MeasureAsync("cut", () => Task.FromResult(new
        {
            buffer.Versions, buffer.Stays, buffer.Years, Passages = buffer.Passages.ToImmutableArray(),
        }));
        return new PartitionExport
        {
            Partition = partition,
            To = buffer.To,
            Slices =
            [
                await StageAsync(BronzeTables.PatientFlow, buffer.Bronze, buffer),
                await StageAsync(BronzeTables.Quarantine, buffer.Quarantine, buffer),
                await StageAsync(SilverTable.PatientFlow, buffer.Silver, buffer),
                await StageAsync(FactTable.PatientFlow, buffer.Facts, buffer),
            ],
            Versions = rows.Versions,
            Stays = rows.Stays,
            Years = rows.Years,
            Passages = rows.Passages,
            PassagesFrom = buffer.Position.Tables[CensusTable.Census.Path],
        };
    }

    private void Take(int partition, long from, ReadOnlyMemory<byte>[] records, ExportBuffer buffer)
    {
        var readings = new List<RecordReading>(records.Length);
        costs.Measure("read", () =>
        {
            foreach (var record in records)
            {
                var at = from + readings.Count;
                readings.Add(readers[partition].Read(at, new RawEvent { AppendTime = Now.AddSeconds(at), Payload = record }, Now));
            }
        });
        Dictionary<string, ImmutableArray<PatientEvent>.Builder> groups = [];
        costs.Measure("group", () => groups = BatchGroups.ByPatient(readings.Select(r => r.Event).OfType<PatientEvent>()));
        var outcomes = new List<(string Patient, PatientOutcome Outcome)>();
        costs.Measure("fold", () =>
        {
            foreach (var (patient, events) in groups)
            {
                var fold = new PatientFold(patients.GetValueOrDefault(patient, PatientSnapshot.Empty), network);
                foreach (var e in events) fold.Apply(e);
                patients[patient] = fold.ToSnapshot();
                outcomes.Add((patient, fold.ToOutcome()));
            }
        });
        costs.Measure("keep", () =>
        {
            foreach (var reading in readings) buffer.Add(reading);
            foreach (var (patient, outcome) in outcomes)
            {
                var events = groups[patient];
                for (var i = 0; i < events.Count; i++) buffer.Add(events[i], outcome.Events[i], Now, Now);
                buffer.Add(patient, outcome);
            }
        });
    }

    private async Task<TableSlice> StageAsync<TRow>(Table<TRow> table, List<TRow> rows, ExportBuffer buffer) => new()
    {
        Table = table.Path,
        From = buffer.Position.Tables[table.Path],
        File = rows.Count == 0
            ? null
            : await costs.MeasureAsync($"stage {table.Path}", () => warehouse.StageAsync(table, rows, CancellationToken.None)),
    };

    private async Task CommitAsync(List<PartitionExport> exports)
    {
        var never = CancellationToken.None;
        await costs.MeasureAsync("commit bronze", () => warehouse.AppendAsync(BronzeTables.PatientFlow, exports, never));
        await costs.MeasureAsync("commit quarantine", () => warehouse.AppendAsync(BronzeTables.Quarantine, exports, never));
        await costs.MeasureAsync("commit silver", () => warehouse.AppendAsync(SilverTable.PatientFlow, exports, never));
        await costs.MeasureAsync("dates", () => warehouse.EnsureDatesAsync(exports, never));
        await costs.MeasureAsync("patients", () => warehouse.MergePatientsAsync(exports, never));
        await costs.MeasureAsync("stays", () => warehouse.MergeStaysAsync(exports, Now, never));
        await costs.MeasureAsync("census", () => warehouse.MergeCensusAsync(exports, never));
        await costs.MeasureAsync("commit facts", () => warehouse.AppendAsync(FactTable.PatientFlow, exports, never));
        await costs.MeasureAsync("upkeep", async () =>
        {
            await warehouse.MaintainAsync(never);
            return 0;
        });
    }

    private async Task PrintChecksumsAsync()
    {
        foreach (var table in Tables.All)
        {
            var (rows, sum) = (0L, 0UL);
            foreach (var batch in await lake.ReadAsync(table, null, CancellationToken.None))
            {
                rows += batch.RowCount;
                for (var row = 0; row < batch.RowCount; row++)
                    sum += Hash(Encoding.UTF8.GetBytes(string.Join('\u0001', batch.Columns.Select(c => Cells.Text(c, row) ?? "\u0002"))));
            }

            Console.WriteLine($"{table.Path}: {rows} rows, sum {sum:x16}");
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var b in bytes) hash = (hash ^ b) * 1_099_511_628_211UL;
        return hash ^ (hash >> 29);
    }
}
