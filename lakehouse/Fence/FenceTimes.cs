namespace PatientFlow.Lakehouse.Fence;

/// <summary>
/// Timing of a fence. Each process measures it on its own monotonic clock; times are never compared between machines. A
/// paused holder is kept out because <see cref="Held"/> is shorter than <see cref="Lease"/>.
/// </summary>
public sealed record FenceTimes
{
    /// <summary>Time between two signs of life.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a holder may commit, counted from the start of its last successful sign of life.</summary>
    public TimeSpan Held { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long another silo must have seen no sign of life before it takes the lake.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two checks of a waiting silo.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);
}
