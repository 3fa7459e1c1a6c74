using PatientFlow.Configuration;
using PatientFlow.EventHubs;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Record;

/// <summary>An Event Hub, read from the beginning of its retention. Nothing is stored in the hub.</summary>
internal sealed class HubRecordSource : IRecordSource
{
    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(1);

    private readonly HubReader reader;
    private readonly IReadOnlyDictionary<int, long> acceptedGaps;
    private readonly HubBounds[] bounds;

    private HubRecordSource(HubReader reader, IReadOnlyDictionary<int, long> acceptedGaps)
    {
        this.reader = reader;
        this.acceptedGaps = acceptedGaps;
        bounds = new HubBounds[reader.PartitionCount];
    }

    /// <inheritdoc />
    public string Name => $"the hub {reader.Address}";

    /// <inheritdoc />
    public int PartitionCount => reader.PartitionCount;

    /// <summary>Opens a hub and reads its current bounds.</summary>
    public static async Task<HubRecordSource> OpenAsync(HubSettings settings, CancellationToken cancellationToken)
    {
        var opened = new HubRecordSource(await settings.OpenAsync(cancellationToken), settings.AcceptedGaps);
        try
        {
            await opened.LookAsync(cancellationToken);
            return opened;
        }
        catch
        {
            // Whatever failed, nobody else will dispose of the source.
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
        for (var p = 0; p < bounds.Length; p++) bounds[p] = await reader.AskAsync(p, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(
        int partition, long from, int count, CancellationToken cancellationToken)
    {
        if (acceptedGaps.TryGetValue(partition, out var accepted) && accepted > from) from = accepted;
        while (true)
        {
            var events = await reader.ReadAsync(partition, from, count, ReadWait, cancellationToken);
            if (events.Count == 0) continue;
            return [.. events.Select(e => new RecordedEvent
            {
                AppendTime = e.EnqueuedTime.UtcDateTime, Partition = partition, Offset = e.SequenceNumber,
                Payload = e.EventBody.ToMemory(),
            })];
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
