using System.Text;
using PatientFlow.Silo.Cluster;

namespace PatientFlow.Tests.Cluster;

/// <summary>A hub of one partition, which lets go of its oldest events when a test says so.</summary>
internal sealed class HubInMemory : IHub
{
    private readonly List<HubEvent> events = [];

    public int PartitionCount => 1;

    /// <summary>The events asked for, one entry a request.</summary>
    public List<long> Asked { get; } = [];

    public void Append(params string[] bodies)
    {
        foreach (var body in bodies)
            events.Add(new HubEvent(
                events.Count == 0 ? 0 : events[^1].Sequence + 1, DateTime.UnixEpoch, Encoding.UTF8.GetBytes(body)));
    }

    public void Forget(int count) => events.RemoveRange(0, count);

    public void ForgetAt(int index) => events.RemoveAt(index);

    public Task<IReadOnlyList<HubEvent>> ReceiveAsync(
        int partition, long fromSequence, int maxEvents, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add(fromSequence);
        return Task.FromResult<IReadOnlyList<HubEvent>>(
            [.. events.Where(e => e.Sequence >= fromSequence).Take(maxEvents)]);
    }

    public Task<HubBounds> AskAsync(int partition, CancellationToken cancellationToken) => Task.FromResult(
        events.Count == 0 ? new HubBounds(0, 0) : new HubBounds(events[0].Sequence, events[^1].Sequence + 1));
}
