using PatientFlow.Simulator.Events;

namespace PatientFlow.Simulator.Worlds;

/// <summary>Hospitals that patients move through; gives their events one after the other, without end.</summary>
internal interface IWorld
{
    /// <summary>Patients whose discharge is still to come.</summary>
    int ActivePatients { get; }

    /// <summary>What happens next, in order of event time.</summary>
    GeneratedEvent Next();

    /// <summary>Tells the world what its last event looked like when it was sent, dirt included.</summary>
    /// <remarks>Only the seed's world uses it, because the seed took dirt for what it knew of a patient.</remarks>
    void Sent(GeneratedEvent asSent);
}
