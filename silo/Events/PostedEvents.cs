using PatientFlow.EventLog;

namespace PatientFlow.Silo.Events;

/// <summary>
/// The last events that were posted, by key: tells a repetition before the first has been applied, and that an event
/// is still on its way. What is older, its patient knows. Safe for concurrent use.
/// </summary>
internal sealed class PostedEvents
{
    /// <summary>Events kept: more than a client sends while one is on its way; about 8 MiB.</summary>
    private const int EventsMax = 65_536;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Posted> events = [];
    private readonly Queue<Guid> order = new();

    /// <summary>Notes that an event is about to be appended; returns false if it repeats an earlier one.</summary>
    /// <param name="patient">Key of the grain that will apply it: another patient's event is another event.</param>
    /// <param name="key">The event's key.</param>
    public bool Begin(string patient, Guid key)
    {
        lock (gate)
        {
            if (events.TryGetValue(key, out var known) && known.Patient == patient) return false;
            if (known is null)
            {
                if (order.Count == EventsMax) events.Remove(order.Dequeue());
                order.Enqueue(key);
            }

            events[key] = new Posted(patient, null);
            return true;
        }
    }

    /// <summary>Notes where the log has an event that was begun.</summary>
    public void Appended(Guid key, LogPosition position)
    {
        lock (gate)
            if (events.TryGetValue(key, out var known))
                events[key] = known with { Position = position };
    }

    /// <summary>Forgets an event that may not be in the log: sent again, it is none that repeats another.</summary>
    public void Failed(Guid key)
    {
        lock (gate) events.Remove(key);
    }

    /// <summary>Returns an event; null if it is not among the last ones.</summary>
    public Posted? Find(Guid key)
    {
        lock (gate) return events.GetValueOrDefault(key);
    }

    /// <summary>An event that was posted.</summary>
    /// <param name="Patient">Key of the grain that applies it.</param>
    /// <param name="Position">Where the log has it; null while it is being appended.</param>
    internal sealed record Posted(string Patient, LogPosition? Position);
}
