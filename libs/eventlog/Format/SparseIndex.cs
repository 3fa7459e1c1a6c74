namespace PatientFlow.EventLog;

/// <summary>
/// Where some records of a segment begin, at least <see cref="IntervalBytes"/> apart: 16 bytes in memory for each
/// 64 KiB of log. Owned by: the writer adds, any reader looks up.
/// </summary>
/// <remarks>
/// An entry may name a record that is not durable yet. That is harmless: a lookup is for a durable offset and finds
/// the last entry at or below it.
/// </remarks>
internal sealed class SparseIndex
{
    private const int IntervalBytes = 64 * 1024;

    private readonly Lock gate = new();
    private readonly List<IndexEntry> entries = [];
    private long nextAt = SegmentHeader.SizeBytes + IntervalBytes;

    /// <summary>Called for every record in order; keeps those that are far enough from the last one kept.</summary>
    public void Note(long offset, long position)
    {
        if (position < nextAt) return;
        Add(offset, position);
        nextAt = position + IntervalBytes;
    }

    public void Add(long offset, long position)
    {
        lock (gate) entries.Add(new IndexEntry(offset, position));
        nextAt = position + IntervalBytes;
    }

    /// <summary>The last entry at or below the offset; the start of the segment when there is none.</summary>
    public IndexEntry Find(long offset, long baseOffset)
    {
        lock (gate)
        {
            int low = 0, high = entries.Count;
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (entries[middle].Offset <= offset) low = middle + 1;
                else high = middle;
            }

            return low == 0 ? new IndexEntry(baseOffset, SegmentHeader.SizeBytes) : entries[low - 1];
        }
    }

    public IndexEntry[] ToArray()
    {
        lock (gate) return entries.ToArray();
    }
}
