using PatientFlow.Simulator.Events;

namespace PatientFlow.Simulator.Worlds;

/// <summary>Something that patients move through and that can be asked for its next event, without end.</summary>
internal interface IWorld
{
    /// <summary>Patients whose discharge is still to come.</summary>
    int ActivePatients { get; }

    /// <summary>What happens next, in order of event time.</summary>
    GeneratedEvent Next();

    /// <summary>Tells the world how its last event was spoilt before it was sent. A sane world does not care.</summary>
    void Sent(GeneratedEvent asSent);
}
