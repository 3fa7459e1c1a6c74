using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Telemetry;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Ingest;

/// <summary>
/// Reads one partition: parses and cleans, calls the patients, tells departments and beds, keeps the rows until the
/// exporter asks for them. Where that fails it deactivates; the next activation starts from what the lake holds.
/// </summary>
[ImplicitStreamSubscription(EventStream.Namespace), KeepAlive]
internal sealed partial class IngestGrain(
    [PersistentState("partition")] IPersistentState<PartitionState> storage,
    IWarehouse warehouse,
    NetworkMap network,
    FlowOptions options,
    IMeterFactory meters,
    TimeProvider time,
    ILogger<IngestGrain> log)
    : Grain, IIngestGrain, IAsyncBatchObserver<RawEvent>
{
    // A delivery that waits longer is given back, and offered again: a silo can stop, a call does not time out.
    private static readonly TimeSpan RoomWait = TimeSpan.FromSeconds(5);

    // One at a time: a delivery that is applied, or an export that is cut. Held across awaits; never by a caller.
    private readonly TurnGate gate = new();
    private int partition;
    private PartitionReader reader = null!;
    private IngestInstruments instruments = null!;
    private LakePosition position = null!;
    private PartitionCalls calls = null!;
    private ExportBuffer open = null!;
    private Cut? cut;
    private TaskCompletionSource? room;
    private SourceReading? source;
    private bool failed;
    private long applied;
    private long records;
    private long duplicates;
    private long quarantined;

    /// <summary>Records that the lake does not hold yet.</summary>
    private int Held => open.Records + (cut?.Records ?? 0);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        partition = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
        reader = new PartitionReader(partition, network);
        instruments = new IngestInstruments(meters, partition);
        position = await GrainFactory.GetGrain<IExporterGrain>(IExporterGrain.Key).GetPositionAsync(partition);

        // Grains that know less than the lake were lost, or are an older copy. The log makes them again; rows that the
        // lake holds are not written twice.
        applied = Math.Min(position.Committed, storage.State.Flushed);
        if (applied < position.Committed) LogBehindLake(log, partition, applied, position.Committed);
        calls = new PartitionCalls(partition, applied, RuntimeIdentity, GrainFactory, options);
        open = new ExportBuffer(position, network);
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
            ThrowIfFailed();
            await ApplyAsync(items);
        }
        catch (Exception fault)
        {
            // Rows and patients may be half done: the next activation starts from the lake, where nothing is.
            StartAgain(fault);
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
        // Whoever prepares anew is through with what was handed out before.
        if (cut is { } before) before.IsHandedOut = false;
        if (failed) DeactivateOnIdle();
        else if (await CutAsync() is { } export)
        {
            try
            {
                await export.Flushed;
            }
            catch (Exception fault)
            {
                StartAgain(fault);
                throw;
            }

            // Where the lake takes no files, the next call tries them again; no event needs to be read again for that.
            var prepared = await export.StageAsync();
            if (failed) return null; // This activation ends with this call, and the exporter must not outlive it.
            export.IsHandedOut = true;
            return prepared;
        }

        return null;
    }

    public Task CommittedAsync(long offset)
    {
        if (cut is null || cut.To != offset) return Task.CompletedTask;
        position = At(offset);
        calls.Commit(offset);
        cut = null;
        instruments.Buffered(Held);
        if (failed) DeactivateOnIdle();
        ReleaseRoom();
        return Task.CompletedTask;
    }

    public Task RestartAsync()
    {
        if (cut is { } misfit) misfit.IsHandedOut = false;
        failed = true;
        ReleaseRoom();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task NoteSourceAsync(SourceReading reading)
    {
        source = reading;
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
        Source = source,
    });

    /// <summary>
    /// Ends this activation, but not while the exporter may be committing what it was given: the next one would start
    /// from a position that is about to move under it.
    /// </summary>
    private void StartAgain(Exception fault)
    {
        if (!failed) LogFailed(log, partition, fault);
        failed = true;
        ReleaseRoom();
        if (cut is not { IsHandedOut: true }) DeactivateOnIdle();
    }

    private void ThrowIfFailed()
    {
        if (failed) throw new InvalidOperationException($"Partition {partition} is about to start again from the lake.");
    }

    // What is cut counts until the lake has it: an outage must not hold one buffer of it and fill a second one.
    private async Task WaitForRoomAsync(int count)
    {
        while (!failed && Held > 0 && Held + count > options.BufferedEventsMax)
        {
            room ??= new TaskCompletionSource();
            try
            {
                await room.Task.WaitAsync(RoomWait, time);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException(
                    $"Partition {partition} holds {Held} events that the lake has not taken, and reads on when it has.");
            }
        }
    }

    private void ReleaseRoom()
    {
        // Who waits for room may go on inside SetResult, fill the buffer and wait anew.
        var waiting = room;
        room = null;
        waiting?.SetResult();
    }

    private async Task ApplyAsync(IList<SequentialItem<RawEvent>> items)
    {
        using var span = FlowMeter.Traces.StartActivity("ingest batch");
        var began = time.GetTimestamp();
        var now = time.GetUtcNow().UtcDateTime;
        var readings = new List<RecordReading>(items.Count);
        foreach (var item in items)
        {
            if (item.Token.SequenceNumber <= applied) continue;
            readings.Add(reader.Read(item.Token.SequenceNumber, item.Item, now));
        }

        if (readings.Count == 0) return;
        var groups = BatchGroups.ByPatient(readings.Select(r => r.Event).OfType<PatientEvent>());
        var outcomes = await calls.ApplyAsync(groups);
        await calls.TellPlacesAsync(outcomes, readings[^1].Bronze.Offset);
        span?.SetTag("patientflow.partition", partition).SetTag("patientflow.records", readings.Count);
        var (before, unusable) = (duplicates, quarantined);
        Keep(readings, groups, outcomes, now);
        instruments.Batch(readings.Count, duplicates - before, quarantined - unusable, time.GetElapsedTime(began));
        instruments.Buffered(Held);
    }

    private void Keep(
        List<RecordReading> readings,
        Dictionary<string, ImmutableArray<PatientEvent>.Builder> groups,
        Dictionary<string, PatientOutcome> outcomes,
        DateTime ingestedAt)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var reading in readings)
        {
            open.Add(reading);
            if (reading.Quarantine is not { } unusable) continue;
            quarantined++;
            instruments.Quarantined(unusable.Reason);
        }

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
        applied = open.To;
    }

    /// <summary>What is to be exported: the last cut where the lake does not hold it yet, else a new one.</summary>
    private async Task<Cut?> CutAsync()
    {
        if (cut is not null) return cut;
        await gate.EnterAsync();
        try
        {
            if (cut is not null || failed || open.Records == 0) return cut;
            var flushed = FlushAsync(calls.CloseAsync(), open.To);
            cut = new Cut(partition, open, flushed, warehouse);
            open = new ExportBuffer(At(open.To), network);
            return cut;
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task FlushAsync(Task grains, long offset)
    {
        await grains;
        storage.State.Flushed = offset;
        await storage.WriteStateAsync();
    }

    private LakePosition At(long offset) =>
        new() { Tables = position.Tables.ToImmutableSortedDictionary(t => t.Key, t => Math.Max(t.Value, offset)) };
}
