namespace PatientFlow.EventHubs;

/// <summary>What a partition of a hub holds now.</summary>
/// <param name="First">Sequence number of the oldest event that is kept; that of the next one where there are none.</param>
/// <param name="Next">Sequence number that the next event will get.</param>
public readonly record struct HubBounds(long First, long Next);
