namespace PatientFlow.EventHubs;

/// <summary>The events that a partition of a hub holds now.</summary>
/// <param name="First">Sequence number of the oldest event; that of the next event if there are none.</param>
/// <param name="Next">Sequence number of the next event to arrive.</param>
public readonly record struct HubBounds(long First, long Next);
