using PatientFlow.Delivery;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Events in the order in which they are to be sent. Owned by: one run.</summary>
internal interface IEventFeed
{
    /// <summary>Events handed out.</summary>
    long Produced { get; }

    /// <summary>When the present event happened, UTC.</summary>
    DateTime Time { get; }

    /// <summary>Goes to the next event; false at the end.</summary>
    /// <exception cref="DeliveryException">The next event cannot be read.</exception>
    ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken);

    /// <summary>Adds the present event to a batch.</summary>
    void AddTo(OutgoingBatch batch);
}
