namespace PatientFlow.Silo.Cluster;

/// <summary>An event as the hub holds it.</summary>
/// <param name="Sequence">Its number in the partition; they follow each other without a hole.</param>
/// <param name="EnqueuedAt">When the hub took it, UTC.</param>
/// <param name="Body">What the producer sent, whatever that is: no producer is an Orleans one.</param>
internal readonly record struct HubEvent(long Sequence, DateTime EnqueuedAt, ReadOnlyMemory<byte> Body);
