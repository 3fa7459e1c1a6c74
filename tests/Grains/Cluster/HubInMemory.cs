using System.Text;
using PatientFlow.Silo.Cluster;

namespace PatientFlow.Tests.Cluster;

/// <summary>A hub of one partition, which lets go of events when a test says so. Many may read it.</summary>
internal sealed class HubInMemory : IHub
{
    // A hub answers a reader that is at its end after a while, with nothing.
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private readonly List<HubEvent> events = [];
    private readonly List<long> asked = [];

    public int PartitionCount => 1;

    /// <summary>The events asked for, one entry a request.</summary>
    public List<long> Asked
    {
        get
        {
            lock (gate) return [.. asked];
        }
    }

    public void Append(params string[] bodies)
    {
        lock (gate)
        {
            foreach (var body in bodies)
                events.Add(new HubEvent(
                    events.Count == 0 ? 0 : events[^1].Sequence + 1, DateTime.UnixEpoch, Encoding.UTF8.GetBytes(body)));
        }
    }

    public void Forget(int count)
    {
        lock (gate) events.RemoveRange(0, count);
    }

    /// <summary>Events come of which the first is lost.</summary>
    public void AppendAfterHole(string body)
    {
        lock (gate)
        {
            Append("lost", body);
            ForgetAt(events.Count - 2);
        }
    }

    public void ForgetAt(int index)
    {
        lock (gate) events.RemoveAt(index);
    }

    public async Task<IReadOnlyList<HubEvent>> ReceiveAsync(
        int partition, long fromSequence, int maxEvents, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<HubEvent> found;
        lock (gate)
        {
            asked.Add(fromSequence);
            found = [.. events.Where(e => e.Sequence >= fromSequence).Take(maxEvents)];
        }

        if (found.Count == 0) await Task.Delay(Wait, cancellationToken);
        return found;
    }

    public Task<HubBounds> AskAsync(int partition, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(
                events.Count == 0 ? new HubBounds(0, 0) : new HubBounds(events[0].Sequence, events[^1].Sequence + 1));
        }
    }
}
