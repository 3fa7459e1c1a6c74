using Azure.Messaging.EventHubs;
using PatientFlow.EventHubs;

namespace PatientFlow.Silo.Events;

/// <summary>
/// An open Event Hub as source of events; an event's offset is its sequence number. A gap stops its partition, which
/// reports it, until somebody accepts the gap.
/// </summary>
internal sealed class HubSource(HubReader reader, IReadOnlyDictionary<int, long> acceptedGaps) : IEventSource
{
    // Written by the partition's only reader, read by any caller that asks for the status.
    private readonly string?[] stopped = new string?[reader.PartitionCount];
    private readonly string?[] troubles = new string?[reader.PartitionCount];

    /// <summary>The open hub.</summary>
    public HubReader Reader => reader;

    /// <inheritdoc />
    public string Name => $"hub {reader.Address}";

    /// <inheritdoc />
    public int PartitionCount => reader.PartitionCount;

    /// <inheritdoc />
    public string? Trouble => Array.Find(troubles, t => t is not null);

    /// <inheritdoc />
    public long EndOffset(int partition) => reader.EndOf(partition);

    /// <inheritdoc />
    public string? StoppedBecause(int partition) => Volatile.Read(ref stopped[partition]);

    /// <summary>
    /// Returns events from a number on, or from the end of an accepted gap; none if none has come for a while.
    /// </summary>
    /// <exception cref="HubGapException">The next events are missing; another call checks again.</exception>
    /// <exception cref="HubException">The hub cannot be read now.</exception>
    public async ValueTask<IReadOnlyList<EventData>> ReadAsync(
        int partition, long from, int maxEvents, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            if (acceptedGaps.TryGetValue(partition, out var accepted) && accepted > from) from = accepted;
            var events = await reader.ReadAsync(partition, from, maxEvents, wait, cancellationToken);
            Note(partition, gap: null, fault: null);
            return events;
        }
        catch (HubGapException gap)
        {
            Note(partition, gap.Message, fault: null);
            throw;
        }
        catch (HubException fault)
        {
            Note(partition, StoppedBecause(partition), fault.Message);
            throw;
        }
    }

    private void Note(int partition, string? gap, string? fault)
    {
        Volatile.Write(ref stopped[partition], gap);
        Volatile.Write(ref troubles[partition], fault);
    }
}
