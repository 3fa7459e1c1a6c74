namespace PatientFlow.Silo.Cluster;

/// <summary>What a partition of a hub holds now.</summary>
/// <param name="First">Number of the oldest event that is kept.</param>
/// <param name="Next">Number that the next event will get.</param>
internal readonly record struct HubBounds(long First, long Next);
