namespace PatientFlow.Lakehouse.Fence;

/// <summary>
/// The beats of a fence. They are measured by each process on its own monotonic clock and never compared between
/// machines. What keeps a paused holder out is that <see cref="Held"/> is shorter than <see cref="Lease"/>.
/// </summary>
public sealed record FenceTimes
{
    /// <summary>Time between two signs of life.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a holder may commit after the start of its last sign of life that was written.</summary>
    public TimeSpan Held { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long another one must have seen no sign of life before it takes the lake over.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two looks of one that waits.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);
}
