using PatientFlow.Delivery;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Where events go.</summary>
internal interface IEventSink : IAsyncDisposable
{
    /// <summary>A batch is sent once it holds this many bytes of JSON lines; its last event may exceed that.</summary>
    int BatchBytesMax { get; }

    /// <summary>Whether an event must be one line: no break in it, no blank around it, not empty.</summary>
    bool TakesLinesOnly => true;

    /// <summary>What the sink itself counted, for the statistics; by name.</summary>
    IReadOnlyList<(string Name, long Value)> Figures => [];

    /// <summary>Delivers a batch whole. The batch may be changed once the task has ended.</summary>
    /// <exception cref="DeliveryException">It cannot be delivered, and trying again would not help.</exception>
    Task SendAsync(OutgoingBatch batch, CancellationToken cancellationToken);
}
