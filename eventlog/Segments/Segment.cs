namespace PatientFlow.EventLog;

/// <summary>One file of a partition. The writer moves its durable end forward; readers follow it.</summary>
internal sealed class Segment(string path, long baseOffset, uint seed, SparseIndex index)
{
    private long durableBytes = SegmentHeader.SizeBytes;

    public string Path { get; } = path;

    /// <summary>The offset of its first record.</summary>
    public long BaseOffset { get; } = baseOffset;

    /// <summary>The checksum of its header, with which every checksum in the file begins.</summary>
    public uint Seed { get; } = seed;

    public SparseIndex Index { get; } = index;

    /// <summary>The position behind its last durable record.</summary>
    public long DurableBytes
    {
        get => Volatile.Read(ref durableBytes);
        set => Volatile.Write(ref durableBytes, value);
    }

    public static string FileName(long baseOffset) => $"{baseOffset:00000000000000000000}.log";
}
