namespace PatientFlow.State.Records;

/// <summary>What a read found.</summary>
/// <param name="Record">Header and state; null where nothing was ever written.</param>
/// <param name="Seen">Number of the last write that the reader has seen: whoever writes later says it.</param>
internal readonly record struct StoredRecord(byte[]? Record, long Seen);
