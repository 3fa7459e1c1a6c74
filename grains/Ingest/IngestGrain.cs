using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.Calls;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Ingest;

/// <summary>
/// Reads one partition and keeps its rows until the exporter asks for them. <see cref="IngestProtocol"/> decides how
/// each message is handled (docs/architecture.md, "Who may interleave with whom"). If something fails the grain
/// deactivates, and the next activation starts from what the lake holds.
/// </summary>
[GrainType(GrainTypes.Ingest)]
[ImplicitStreamSubscription(EventStream.Namespace), KeepAlive]
internal sealed partial class IngestGrain(
    [PersistentState("partition")] IPersistentState<PartitionState> storage,
    IWarehouse warehouse,
    NetworkMap network,
    LocalPatients patients,
    FlowOptions options,
    IMeterFactory meters,
    TimeProvider time,
    ILogger<IngestGrain> log)
    : Grain, IIngestGrain, IAsyncBatchObserver<RawEvent>
{
    private int partition;
    private IngestWork work = null!;
    private Intake intake = null!;
    private IngestInstruments instruments = null!;
    private SourceReading? source;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        partition = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
        instruments = new IngestInstruments(meters, partition);
        var position = await GrainFactory.GetGrain<IExporterGrain>(IExporterGrain.Key).GetPositionAsync(partition);
        var begun = IngestState.From(position.Committed, storage.State.Flushed, options.BufferedEventsMax);
        if (begun.Applied < begun.Committed) LogBehindLake(log, partition, begun.Applied, begun.Committed);
        var calls = new PartitionCalls(partition, begun.Applied, RuntimeIdentity, GrainFactory, patients, options);
        intake = new Intake(partition, calls, position, network, instruments, time);
        work = new IngestWork(partition, begun, intake, storage, warehouse, instruments, time, log, DeactivateOnIdle);
        var stream = this.GetStreamProvider(EventStream.Provider)
            .GetStream<RawEvent>(StreamId.Create(EventStream.Namespace, this.GetPrimaryKeyString()));
        await stream.SubscribeAsync(this, new EventSequenceTokenV2(begun.Applied + 1));
        LogStarted(log, partition, begun.Applied + 1);
    }

    public async Task OnNextAsync(IList<SequentialItem<RawEvent>> items)
    {
        if (items.Count == 0) return;
        switch (await work.AskAsync(new IngestMessage.Delivery(items[^1].Token.SequenceNumber, items.Count)))
        {
            case IngestAnswer.ApplyRecords { After: var after }:
                await work.OrFailAsync(ApplyAsync(items, after));
                break;
            case IngestAnswer.RefuseDelivery:
                throw new InvalidOperationException($"Partition {partition} is about to start again from the lake.");
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
        if (await work.AskAsync(new IngestMessage.ExportAsked()) is not IngestAnswer.StageCut || work.Cut is not { } cut) return null;
        await work.OrFailAsync(cut.Flushed);

        // If the lake accepts no files, the next call tries them again; no event needs to be read again for that.
        var prepared = await cut.StageAsync();
        return work.Tell(new IngestMessage.CutStaged(cut.To)) is IngestAnswer.HandOutExport ? prepared : null;
    }

    public Task CommittedAsync(long offset)
    {
        work.Tell(new IngestMessage.LakeCommitted(offset));
        return Task.CompletedTask;
    }

    public Task RestartAsync()
    {
        work.Tell(new IngestMessage.RestartAsked());
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
        Applied = work.State.Applied,
        Committed = work.State.Committed,
        Records = intake.Records,
        Duplicates = intake.Duplicates,
        Quarantined = intake.Quarantined,
        QuarantinedByReason = intake.QuarantinedByReason,
        Source = source,
        BedsElsewhere = intake.BedsElsewhere.At(time.GetUtcNow().UtcDateTime),
    });

    public Task<AppliedEvent?> FindEventAsync(string eventId) => Task.FromResult(intake.Recent.Find(eventId));

    private async Task ApplyAsync(IList<SequentialItem<RawEvent>> items, long after)
    {
        work.Tell(await intake.ApplyAsync(items, after));
        instruments.Buffered(work.State.Held);
    }

    [LoggerMessage(200, LogLevel.Debug, "Partition {Partition}: reads from offset {Offset}.")]
    private static partial void LogStarted(ILogger logger, int partition, long offset);

    [LoggerMessage(202, LogLevel.Warning, "Partition {Partition}: the stream reports a fault.")]
    private static partial void LogStreamFailed(ILogger logger, int partition, Exception fault);

    [LoggerMessage(
        203, LogLevel.Warning,
        "Partition {Partition}: the grains know events up to {Flushed}, the lake holds {Committed}; reads the log again.")]
    private static partial void LogBehindLake(ILogger logger, int partition, long flushed, long committed);
}
