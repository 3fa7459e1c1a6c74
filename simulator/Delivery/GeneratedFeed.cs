using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Simulator.Delivery;

/// <summary>The events of a simulation.</summary>
internal sealed class GeneratedFeed(GeneratedStream stream) : IEventFeed
{
    private GeneratedEvent? present;

    public long Produced => stream.Produced;

    public DateTime Time => Present.EventTime;

    private GeneratedEvent Present => present ?? throw new InvalidOperationException("There is no event.");

    public ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        present = stream.Next();
        return ValueTask.FromResult(present is not null);
    }

    public void AddTo(OutgoingBatch batch) => batch.Add(Present);
}
