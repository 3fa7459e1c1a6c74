namespace PatientFlow.EventLog;

/// <summary>Where a partition ends when it is opened, and the writer goes on.</summary>
/// <param name="Offset">The next offset.</param>
/// <param name="LastMicros">Append time of the last record, microseconds since 1970 UTC.</param>
/// <param name="RecordsEnd">Position behind the last record of the last segment.</param>
/// <param name="IsSealed">Whether a footer follows there.</param>
internal readonly record struct PartitionEnd(long Offset, long LastMicros, long RecordsEnd, bool IsSealed);
