using PatientFlow.Network;
using PatientFlow.Simulator.Dirt;

namespace PatientFlow.Simulator.Generation;

/// <summary>Everything that decides which events a stream holds: equal settings give equal events.</summary>
internal sealed record SimulationSettings
{
    /// <summary>
    /// Where simulated time begins by default; fixed, so that a seed alone gives a run. It is a Monday without a surge.
    /// </summary>
    public static DateTime DefaultStart { get; } = new(2025, 6, 2, 0, 0, 0, DateTimeKind.Utc);

    public required NetworkDefinition Network { get; init; }
    public required ulong Seed { get; init; }

    /// <summary>The time of the first event at the earliest; UTC, whole seconds.</summary>
    public DateTime Start { get; init; } = DefaultStart;

    /// <summary>Events in total, repeats included; null for a stream without end.</summary>
    public long? EventsMax { get; init; }

    public DirtRates Dirt { get; init; } = new();

    /// <summary>Whether patients live once and beds are drawn blindly, as in the seed.</summary>
    public bool SeedCompatible { get; init; }

    /// <summary>
    /// Whether housekeeping says of every bed how its cleaning goes; otherwise only in departments whose beds are cleaned,
    /// as the network file says.
    /// </summary>
    public bool BedStatus { get; init; }

    /// <summary>Events in a simulated second; only the seed's world, which has no other clock, asks for it.</summary>
    public double SeedEventsPerSecond { get; init; } = 1;
}
