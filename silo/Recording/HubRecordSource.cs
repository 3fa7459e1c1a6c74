using PatientFlow.EventHubs;
using PatientFlow.Recorded;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Silo.Recording;

/// <summary>An Event Hub, from where its retention begins. Nothing is stored with it.</summary>
internal sealed class HubRecordSource : IRecordSource
{
    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(1);

    private readonly HubSource source;
    private readonly HubBounds[] bounds;

    private HubRecordSource(HubSource source)
    {
        this.source = source;
        bounds = new HubBounds[source.PartitionCount];
    }

    /// <inheritdoc />
    public string Name => $"the {source.Name}";

    /// <inheritdoc />
    public int PartitionCount => source.PartitionCount;

    /// <summary>Opens a hub and looks how far it is.</summary>
    public static async Task<HubRecordSource> OpenAsync(HubSettings settings, CancellationToken cancellationToken)
    {
        var opened = new HubRecordSource(new HubSource(await settings.OpenAsync(cancellationToken), settings.AcceptedGaps));
        try
        {
            await opened.LookAsync(cancellationToken);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public long StartOffset(int partition) => bounds[partition].First;

    /// <inheritdoc />
    public long EndOffset(int partition) => bounds[partition].Next;

    /// <inheritdoc />
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        for (var p = 0; p < bounds.Length; p++) bounds[p] = await source.Reader.AskAsync(p, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(
        int partition, long from, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            var events = await source.ReadAsync(partition, from, count, ReadWait, cancellationToken);
            if (events.Count == 0) continue;
            return [.. events.Select(e => new RecordedEvent
            {
                AppendTime = e.EnqueuedTime.UtcDateTime, Partition = partition, Offset = e.SequenceNumber,
                Payload = e.EventBody.ToMemory(),
            })];
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => source.Reader.DisposeAsync();
}
