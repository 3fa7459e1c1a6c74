namespace PatientFlow.EventLog;

/// <summary>One entry to append. The log reads neither part; only the key's hash chooses the partition.</summary>
/// <param name="Key">0 to <see cref="EventLogOptions.KeyBytesMax"/> bytes.</param>
/// <param name="Payload">0 to <see cref="EventLogOptions.RecordBytesMax"/> bytes.</param>
/// <remarks>
/// Both buffers stay the caller's, who leaves them unchanged until the append has completed; the log keeps no
/// reference afterwards.
/// </remarks>
public readonly record struct LogEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Payload)
{
    /// <summary>
    /// When a log took the record first, UTC, for a record that is copied from one; null for now. A partition's time
    /// never goes back: one that is before the last record's gets that.
    /// </summary>
    public DateTime? AppendTime { get; init; }
}
