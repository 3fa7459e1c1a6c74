using PatientFlow.Simulator.Hospitals;

namespace PatientFlow.Simulator.Worlds;

/// <summary>A patient in a bed, from admission to discharge. Owned by: one world.</summary>
internal sealed class SimulatedStay
{
    public required Patient Patient { get; init; }
    public required DateTime AdmittedAt { get; init; }
    public required Unit Unit { get; set; }
    public required int Bed { get; set; }
    public required string Diagnosis { get; set; }

    /// <summary>The time of the last event; the next one is later, so that times alone give the order.</summary>
    public required DateTime LastEventAt { get; set; }

    /// <summary>Units that the patient has been in so far, this one included.</summary>
    public int Legs { get; set; } = 1;

    /// <summary>How often every destination was full when the patient should have moved on.</summary>
    public int Refusals { get; set; }

    public bool Ended { get; set; }
}
