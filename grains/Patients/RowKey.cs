namespace PatientFlow.Patients;

/// <summary>
/// Surrogate keys of rows that an event creates, computed from its log position. They are unique for ever, because an
/// offset is assigned once, and the same on every replay.
/// </summary>
public static class RowKey
{
    /// <summary>Number of partitions that fit: a key is offset × 1,024 + partition.</summary>
    public const int PartitionsMax = 1_024;

    /// <summary>Returns the key of what the event at this position opened.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The partition does not fit.</exception>
    public static long Of(int partition, long offset)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, PartitionsMax);
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        return checked(offset * PartitionsMax + partition);
    }

    /// <summary>Returns the log position that a key was computed from.</summary>
    public static (int Partition, long Offset) PlaceOf(long key) => ((int)(key % PartitionsMax), key / PartitionsMax);
}
