using System.Globalization;

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

    /// <summary>The offset that a file's name says; null for a file that is not a segment.</summary>
    public static long? BaseOffsetOf(string name) =>
        name.Length == 24 && name.EndsWith(".log", StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : null;

    public static string FileName(long baseOffset) => $"{baseOffset:00000000000000000000}.log";
}
