using System.Globalization;

namespace PatientFlow.Tests.Hub;

/// <summary>
/// The events of one partition. Sequence numbers follow each other; offsets are others on purpose, so that a reader that
/// takes one for the other is found out.
/// </summary>
internal sealed class HubPartition(int id, TimeProvider time)
{
    private const long OffsetStep = 136;

    private readonly Lock gate = new();
    private readonly List<StoredEvent> events = [];
    private long next;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Id => id;

    /// <summary>Number of the oldest event that is kept; that of the next one where there are none.</summary>
    public long First
    {
        get
        {
            lock (gate) return events.Count == 0 ? next : events[0].Sequence;
        }
    }

    /// <summary>Number that the next event will get.</summary>
    public long Next
    {
        get
        {
            lock (gate) return next;
        }
    }

    /// <summary>The newest event that is kept; null for none.</summary>
    public StoredEvent? Last
    {
        get
        {
            lock (gate) return events.Count == 0 ? null : events[^1];
        }
    }

    public IReadOnlyList<StoredEvent> Events
    {
        get
        {
            lock (gate) return [.. events];
        }
    }

    public void Append(byte[] body, string? key)
    {
        lock (gate)
        {
            var offset = (next * OffsetStep).ToString(CultureInfo.InvariantCulture);
            events.Add(new StoredEvent(next++, offset, time.GetUtcNow().UtcDateTime, body, key));
            Tell_NeedsLock();
        }
    }

    /// <summary>The retention has passed for the oldest events.</summary>
    public void Expire(int count)
    {
        lock (gate) events.RemoveRange(0, count);
    }

    /// <summary>An event is not there any more, and those before and after it are.</summary>
    public void Lose(long sequence)
    {
        lock (gate) events.RemoveAll(e => e.Sequence == sequence);
    }

    /// <summary>An event comes and is lost at once: there is its number, and nobody reads it.</summary>
    public void Skip()
    {
        lock (gate) next++;
    }

    /// <summary>The partition is empty and counts from 0 again.</summary>
    public void Clear()
    {
        lock (gate)
        {
            events.Clear();
            next = 0;
            Tell_NeedsLock();
        }
    }

    /// <summary>The first event that is kept at or after a number; null for none yet, and then what tells of the next.</summary>
    public (StoredEvent? Event, Task Changed) At(long sequence)
    {
        lock (gate)
        {
            var index = FirstAt_NeedsLock(sequence);
            return (index < events.Count ? events[index] : null, changed.Task);
        }
    }

    private int FirstAt_NeedsLock(long sequence)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (events[middle].Sequence < sequence) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Tell_NeedsLock()
    {
        changed.TrySetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
