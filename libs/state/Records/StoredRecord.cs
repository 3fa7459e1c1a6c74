namespace PatientFlow.State.Records;

/// <summary>Result of a read.</summary>
/// <param name="Record">Header and state; null if nothing was ever written.</param>
/// <param name="Seen">Number of the last write that the reader has seen, to be given with a later write.</param>
internal readonly record struct StoredRecord(byte[]? Record, long Seen);
