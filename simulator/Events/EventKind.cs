namespace PatientFlow.Simulator.Events;

/// <summary>What an event says; on the wire in capitals as <c>event_type</c>.</summary>
internal enum EventKind
{
    /// <summary>A stay begins in a bed.</summary>
    Admission,

    /// <summary>A stay ends and its bed is free.</summary>
    Discharge,

    /// <summary>A stay moves to another bed.</summary>
    Transfer,

    /// <summary>Demographics as they are now known.</summary>
    Update,

    /// <summary>Vital signs taken during a stay.</summary>
    Vitals,
}
