namespace PatientFlow.EventLog;

/// <summary>One record as it was read back; its checksum has been verified.</summary>
/// <param name="Offset">Its number in the partition.</param>
/// <param name="AppendTime">UTC, whole microseconds; never goes back within a partition.</param>
/// <param name="Key">The key it was appended with.</param>
/// <param name="Payload">The payload it was appended with.</param>
/// <remarks>
/// The memory belongs to the garbage collector, is never reused and stays valid for as long as it is referenced.
/// Records that were read together share arrays of about 80 KB, so whoever keeps a single one for long copies it.
/// </remarks>
public readonly record struct LogRecord(
    long Offset, DateTime AppendTime, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Payload);
