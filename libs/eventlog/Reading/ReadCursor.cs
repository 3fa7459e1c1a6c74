namespace PatientFlow.EventLog;

/// <summary>Where the record with this offset begins; remembered so that a reader in sequence never searches.</summary>
internal readonly record struct ReadCursor(Segment Segment, long Offset, long Position);
