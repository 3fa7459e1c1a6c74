using PatientFlow.Simulator.Hospitals;

namespace PatientFlow.Simulator.Worlds;

/// <summary>Something that is due at a time. It is void once its stay has ended.</summary>
internal readonly record struct Appointment
{
    public required AppointmentKind Kind { get; init; }

    /// <summary>The stay it belongs to; null for an offered bed.</summary>
    public SimulatedStay? Stay { get; init; }

    /// <summary>The unit that offers a bed to somebody who waits; null for every other kind.</summary>
    public Unit? Unit { get; init; }
}
