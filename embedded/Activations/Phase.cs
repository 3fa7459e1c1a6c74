namespace Orleans.Embedded.Activations;

/// <summary>The life of an activation, in order.</summary>
internal enum Phase
{
    /// <summary>Known, and nothing else yet.</summary>
    Created,

    /// <summary>Constructing the grain, reading its state, running OnActivateAsync.</summary>
    Activating,

    /// <summary>Taking calls.</summary>
    Active,

    /// <summary>Letting running calls end before it deactivates.</summary>
    Draining,

    /// <summary>Running OnDeactivateAsync.</summary>
    Deactivating,

    /// <summary>Over: calls go to a successor.</summary>
    Ended,
}
