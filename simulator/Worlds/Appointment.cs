namespace PatientFlow.Simulator.Worlds;

/// <summary>Something that is due at a time. One of a stay that has ended meanwhile is void.</summary>
internal readonly record struct Appointment
{
    public required AppointmentKind Kind { get; init; }

    /// <summary>The stay it belongs to; null for an offered bed.</summary>
    public SimulatedStay? Stay { get; init; }

    /// <summary>The unit with a bed for somebody who waits; null for all else.</summary>
    public Unit? Unit { get; init; }
}
