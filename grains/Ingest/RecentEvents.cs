namespace PatientFlow.Ingest;

/// <summary>
/// The last events of one partition by their id, so that a sender can ask what became of one. Silver has all of them,
/// an export later. Owned by: the ingest grain's turn.
/// </summary>
/// <param name="max">Events kept; the oldest is dropped for a new one.</param>
public sealed class RecentEvents(int max)
{
    /// <summary>Events that a partition keeps: minutes of a busy network, about 2 MiB a partition.</summary>
    public const int UsualMax = 8_192;

    private readonly Dictionary<string, AppliedEvent> events = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>
    /// Keeps an event. A repetition leaves what became of the first as it was; an event that is none and has a known
    /// id, because another patient's had it or because it was repaired and sent again, takes its place.
    /// </summary>
    public void Add(AppliedEvent applied)
    {
        var id = applied.EventId;
        if (events.TryGetValue(id, out var known))
        {
            events[id] = applied.Duplicate ? known with { Repeated = known.Repeated + 1 } : applied;
            return;
        }

        if (order.Count == max) events.Remove(order.Dequeue());
        events.Add(id, applied);
        order.Enqueue(id);
    }

    /// <summary>Returns an event; null if it is not among the last ones.</summary>
    public AppliedEvent? Find(string eventId) => events.GetValueOrDefault(eventId);
}
