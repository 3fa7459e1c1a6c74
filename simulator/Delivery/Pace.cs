namespace PatientFlow.Simulator.Delivery;

/// <summary>How fast a run sends: as fast as it can unless one of the two is set.</summary>
internal sealed record Pace
{
    /// <summary>Events in a real second.</summary>
    public double? EventsPerSecond { get; init; }

    /// <summary>Simulated seconds in a real second.</summary>
    public double? Speed { get; init; }

    /// <summary>Whether the rate triples in a surge, as the seed's does; other worlds bring more patients.</summary>
    public bool SurgeTriples { get; init; }
}
