namespace PatientFlow.EventLog;

/// <summary>The record with this offset begins at this byte of its segment file.</summary>
internal readonly record struct IndexEntry(long Offset, long Position);
