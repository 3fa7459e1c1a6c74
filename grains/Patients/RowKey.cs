namespace PatientFlow.Patients;

/// <summary>
/// Surrogate keys of rows that an event brings into being: its place in the log. Unique for ever, since an offset is
/// given once, and the same on every replay.
/// </summary>
public static class RowKey
{
    /// <summary>Partitions that fit: a key is offset × 1,024 + partition.</summary>
    public const int PartitionsMax = 1_024;

    /// <summary>The key of what the event at this place opened.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The partition does not fit.</exception>
    public static long Of(int partition, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, PartitionsMax);
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        return checked(offset * PartitionsMax + partition);
    }

    /// <summary>The place in the log that a key comes from.</summary>
    public static (int Partition, long Offset) PlaceOf(long key) => ((int)(key % PartitionsMax), key / PartitionsMax);
}
