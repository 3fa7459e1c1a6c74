namespace PatientFlow.Tests.Hub;

/// <summary>An event as a partition of the hub keeps it.</summary>
internal sealed record StoredEvent(long Sequence, string Offset, DateTime EnqueuedAt, byte[] Body, string? Key);
