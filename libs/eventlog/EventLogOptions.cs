namespace PatientFlow.EventLog;

/// <summary>Layout and memory limits of a log. Every limit of the log has its name here.</summary>
public sealed record EventLogOptions
{
    /// <summary>The folder that holds the log and nothing else; created when absent. One process at a time.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// How many partitions, 1 to <see cref="PartitionsMax"/>. Fixed when the log is created, because it decides where
    /// a key goes; opening with another number is an error.
    /// </summary>
    public int Partitions { get; init; } = 8;

    /// <summary>
    /// Bytes of records after which a segment file is sealed and a new one begun, 4 KiB to 1 GiB. Smaller means faster
    /// recovery after a crash (only last segments are scanned) and more files. May change between two opens.
    /// </summary>
    public long SegmentBytesMax { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// The largest payload, in bytes, 1 to 64 MiB. A larger one is refused with an ArgumentException.
    /// </summary>
    public int RecordBytesMax { get; init; } = 1024 * 1024;

    /// <summary>The largest key, in bytes, 1 to 64 KiB. A larger one is refused with an ArgumentException.</summary>
    public int KeyBytesMax { get; init; } = 1024;

    /// <summary>
    /// Framed bytes of appends accepted and not yet durable; beyond it AppendAsync waits. Also the largest single
    /// append. It bounds what a burst may hold in memory, and, over the disk's speed, how long an append takes.
    /// </summary>
    public int QueuedBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Framed bytes that one write and fsync covers. Larger gives more throughput on a disk with slow fsync, smaller
    /// gives a more even latency under full load. A single larger append is one group of its own.
    /// </summary>
    public int GroupBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Bytes that one read returns at most; at least one record is returned whatever its size.</summary>
    public int ReadBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>The largest allowed <see cref="Partitions"/>: folder names have three digits.</summary>
    public const int PartitionsMax = 1000;

    /// <summary>Throws an ArgumentOutOfRangeException that names the first option out of its range.</summary>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Folder);
        InRange(Partitions, 1, PartitionsMax, nameof(Partitions));
        InRange(SegmentBytesMax, 4096, 1L << 30, nameof(SegmentBytesMax));
        InRange(RecordBytesMax, 1, 64 << 20, nameof(RecordBytesMax));
        InRange(KeyBytesMax, 1, 64 << 10, nameof(KeyBytesMax));
        InRange(QueuedBytesMax, 4096, 1 << 30, nameof(QueuedBytesMax));
        InRange(GroupBytesMax, 4096, 1 << 30, nameof(GroupBytesMax));
        InRange(ReadBytesMax, 4096, 1 << 30, nameof(ReadBytesMax));
    }

    private static void InRange(long value, long min, long max, string name)
    {
        if (value < min || value > max)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {min} to {max}");
    }
}
