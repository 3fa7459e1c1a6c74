namespace PatientFlow.EventHubs;

/// <summary>An event to send to a hub.</summary>
/// <param name="Key">Key that determines the partition; null for any partition.</param>
/// <param name="Body">The exact bytes of the event.</param>
public readonly record struct HubMessage(string? Key, ReadOnlyMemory<byte> Body);
