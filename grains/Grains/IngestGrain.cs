using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;
using PatientFlow.Beds;
using PatientFlow.Departments;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Occupancy;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Grains;

/// <summary>
/// Reads one partition: parses and cleans, calls the patients, tells departments and beds, keeps the rows until the
/// exporter asks for them. Where anything fails it deactivates; the next activation starts from what the lake holds.
/// </summary>
[ImplicitStreamSubscription(EventStream.Namespace)]
internal sealed partial class IngestGrain(
    IWarehouse warehouse, NetworkMap network, FlowOptions options, TimeProvider time, ILogger<IngestGrain> log)
    : Grain, IIngestGrain, IAsyncBatchObserver<RawEvent>
{
    // One at a time: a delivery that is applied, or an export that is cut. Held across awaits; never by a caller.
    private readonly TurnGate gate = new();
    private int partition;
    private PartitionReader reader = null!;
    private LakePosition position = null!;
    private ExportBuffer open = null!;
    private ExportBuffer? closing;
    private Task<PartitionExport>? preparing;
    private TaskCompletionSource? room;
    private long applied;
    private long records;
    private long duplicates;
    private long quarantined;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        partition = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
        reader = new PartitionReader(partition, network);
        position = await GrainFactory.GetGrain<IExporterGrain>(IExporterGrain.Key).GetPositionAsync(partition);
        open = new ExportBuffer(position, network);
        applied = position.Committed;
        var stream = this.GetStreamProvider(EventStream.Provider)
            .GetStream<RawEvent>(StreamId.Create(EventStream.Namespace, this.GetPrimaryKeyString()));
        await stream.SubscribeAsync(this, new EventSequenceTokenV2(applied + 1));
        LogStarted(log, partition, applied + 1);
    }

    public async Task OnNextAsync(IList<SequentialItem<RawEvent>> items)
    {
        await WaitForRoomAsync(items.Count);
        await gate.EnterAsync();
        try
        {
            await ApplyAsync(items);
        }
        catch (Exception fault)
        {
            // Rows and patients may be half done: the next activation starts from the lake, where nothing is.
            LogFailed(log, partition, fault);
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            gate.Leave();
        }
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(log, partition, ex);
        return Task.CompletedTask;
    }

    public async Task<PartitionExport?> PrepareAsync()
    {
        if (preparing is null)
        {
            await gate.EnterAsync();
            try
            {
                if (preparing is null)
                {
                    if (open.Records == 0) return null;
                    closing = open;
                    open = new ExportBuffer(At(closing.To), network);

                    // Every flush is sent before the gate opens, so that no patient applies a later event before it.
                    preparing = FlushAndStageAsync(closing);
                }
            }
            finally
            {
                gate.Leave();
            }
        }

        try
        {
            return await preparing;
        }
        catch (Exception fault)
        {
            LogFailed(log, partition, fault);
            DeactivateOnIdle();
            throw;
        }
    }

    public Task CommittedAsync(long offset)
    {
        if (closing is null || closing.To != offset) return Task.CompletedTask;
        position = At(offset);
        closing = null;
        preparing = null;

        // Who waits for room may go on inside SetResult, fill the buffer and wait anew.
        var waiting = room;
        room = null;
        waiting?.SetResult();
        return Task.CompletedTask;
    }

    public Task RestartAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<IngestStatus> GetStatusAsync() => Task.FromResult(new IngestStatus
    {
        Partition = partition,
        Applied = applied,
        Committed = position.Committed,
        Records = records,
        Duplicates = duplicates,
        Quarantined = quarantined,
    });

    private async Task WaitForRoomAsync(int count)
    {
        while (open.Records > 0 && open.Records + count > options.BufferedEventsMax)
        {
            room ??= new TaskCompletionSource();
            await room.Task;
        }
    }

    private async Task ApplyAsync(IList<SequentialItem<RawEvent>> items)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var readings = new List<RecordReading>(items.Count);
        foreach (var item in items)
        {
            if (item.Token.SequenceNumber <= applied) continue;
            readings.Add(reader.Read(item.Token.SequenceNumber, item.Item, now));
        }

        if (readings.Count == 0) return;
        var groups = BatchGroups.ByPatient(readings.Where(r => r.Event is not null).Select(r => r.Event!));
        var outcomes = await CallPatientsAsync(groups);
        await TellPlacesAsync(outcomes);
        Keep(readings, groups, outcomes, now);
    }

    private async Task<Dictionary<string, PatientOutcome>> CallPatientsAsync(
        Dictionary<string, ImmutableArray<PatientEvent>.Builder> groups)
    {
        var outcomes = new Dictionary<string, PatientOutcome>(groups.Count, StringComparer.Ordinal);
        foreach (var chunk in groups.Chunk(options.ConcurrentCallsMax))
        {
            var calls = chunk.Select(g => GrainFactory.GetGrain<IPatientGrain>(g.Key).ApplyAsync(Batch(g.Key, g.Value))).ToArray();
            var results = await Task.WhenAll(calls);
            for (var i = 0; i < chunk.Length; i++) outcomes.Add(chunk[i].Key, results[i]);
        }

        return outcomes;
    }

    private PatientBatch Batch(string patient, ImmutableArray<PatientEvent>.Builder events)
    {
        long? previous = open.Touched.TryGetValue(patient, out var last) || closing?.Touched.TryGetValue(patient, out last) == true
            ? last
            : null;
        var batch = new PatientBatch
        {
            Partition = partition,
            Committed = position.Committed,
            Previous = previous,
            Events = events.ToImmutable(),
        };
        open.Touched[patient] = batch.Events[^1].Offset;
        return batch;
    }

    private async Task TellPlacesAsync(Dictionary<string, PatientOutcome> outcomes)
    {
        var departments = new Dictionary<string, ImmutableArray<CensusChange>.Builder>(StringComparer.Ordinal);
        var beds = new Dictionary<string, ImmutableArray<CensusChange>.Builder>(StringComparer.Ordinal);
        foreach (var (patient, outcome) in outcomes)
            foreach (var movement in outcome.Movements)
                MovementRouter.Route(
                    patient, movement, (key, change) => Add(departments, key, change), (key, change) => Add(beds, key, change));

        open.Departments.UnionWith(departments.Keys);
        open.Beds.UnionWith(beds.Keys);
        await Task.WhenAll(
            departments.Select(d => GrainFactory.GetGrain<IDepartmentGrain>(d.Key).ApplyAsync(d.Value.ToImmutable()))
                .Concat(beds.Select(b => GrainFactory.GetGrain<IBedGrain>(b.Key).ApplyAsync(b.Value.ToImmutable()))));

        static void Add(
            Dictionary<string, ImmutableArray<CensusChange>.Builder> groups, string key, CensusChange change)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
            group ??= ImmutableArray.CreateBuilder<CensusChange>(1);
            group.Add(change);
        }
    }

    private void Keep(
        List<RecordReading> readings,
        Dictionary<string, ImmutableArray<PatientEvent>.Builder> groups,
        Dictionary<string, PatientOutcome> outcomes,
        DateTime ingestedAt)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var reading in readings) open.Add(reading);
        foreach (var (patient, outcome) in outcomes)
        {
            var events = groups[patient];
            for (var i = 0; i < events.Count; i++)
            {
                open.Add(events[i], outcome.Events[i], ingestedAt, now);
                if (outcome.Events[i].Duplicate) duplicates++;
            }

            open.Add(patient, outcome);
        }

        records += readings.Count;
        quarantined += readings.Count(r => r.Quarantine is not null);
        applied = open.To;
    }

    private async Task<PartitionExport> FlushAndStageAsync(ExportBuffer buffer)
    {
        var flushes = buffer.Touched
            .Select(t => GrainFactory.GetGrain<IPatientGrain>(t.Key).FlushAsync(new PatientFlush
            {
                Partition = partition,
                Committed = position.Committed,
                Applied = t.Value,
            }))
            .Concat(buffer.Departments.Select(d => GrainFactory.GetGrain<IDepartmentGrain>(d).FlushAsync()))
            .Concat(buffer.Beds.Select(b => GrainFactory.GetGrain<IBedGrain>(b).FlushAsync()))
            .ToArray();
        var bronze = StageAsync(BronzeTables.PatientFlow, buffer.Bronze, buffer);
        var quarantine = StageAsync(BronzeTables.Quarantine, buffer.Quarantine, buffer);
        var silver = StageAsync(SilverTable.PatientFlow, buffer.Silver, buffer);
        var facts = StageAsync(FactTable.PatientFlow, buffer.Facts, buffer);
        await Task.WhenAll(flushes);
        return new PartitionExport
        {
            Partition = partition,
            To = buffer.To,
            Slices = [await bronze, await quarantine, await silver, await facts],
            Versions = buffer.Versions,
            Stays = buffer.Stays,
            Years = buffer.Years,
        };
    }

    private async Task<TableSlice> StageAsync<TRow>(Table<TRow> table, List<TRow> rows, ExportBuffer buffer) => new()
    {
        Table = table.Path,
        From = buffer.Position.Tables[table.Path],
        File = rows.Count == 0 ? null : await warehouse.StageAsync(table, rows, CancellationToken.None),
    };

    private LakePosition At(long offset) =>
        new() { Tables = position.Tables.ToImmutableSortedDictionary(t => t.Key, t => Math.Max(t.Value, offset)) };
}
