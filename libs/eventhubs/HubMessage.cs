namespace PatientFlow.EventHubs;

/// <summary>An event on its way to a hub.</summary>
/// <param name="Key">What its partition is chosen by; null for any partition.</param>
/// <param name="Body">The event as it is to arrive, whatever it is.</param>
public readonly record struct HubMessage(string? Key, ReadOnlyMemory<byte> Body);
