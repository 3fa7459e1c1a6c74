namespace PatientFlow.Ingest;

/// <summary>
/// Progress of one partition, in offsets. The rows themselves are in the <see cref="Intake"/> and the cut.
/// </summary>
internal sealed record IngestState
{
    /// <summary>Number of records that the partition may hold for the lake (I-15).</summary>
    public required int RoomMax { get; init; }

    /// <summary>Last offset applied by the grains; -1 for none.</summary>
    public required long Applied { get; init; }

    /// <summary>Last offset that every table of the lake holds; -1 for none.</summary>
    public required long Committed { get; init; }

    /// <summary>Records applied since the last cut.</summary>
    public int Open { get; init; }

    /// <summary>The last cut; null if the lake holds it or there was none.</summary>
    public CutMark? Cut { get; init; }

    /// <summary>Whether a delivery is being applied.</summary>
    public bool IsApplying { get; init; }

    /// <summary>Whether a cut waits for that delivery.</summary>
    public bool IsCutDue { get; init; }

    /// <summary>Whether this activation is to end and the partition to restart from the lake.</summary>
    public bool IsFailed { get; init; }

    /// <summary>
    /// Records that the lake does not hold. A cut counts until the lake has it; otherwise an outage of the lake could
    /// fill a second buffer beside the first.
    /// </summary>
    public int Held => Open + (Cut?.Records ?? 0);

    /// <summary>
    /// Where a partition begins. Grains that know less than the lake were lost or are an older copy: they are rebuilt
    /// by reading the log again from there, and rows that the lake holds are not written twice.
    /// </summary>
    /// <param name="committed">Last offset that the lake holds.</param>
    /// <param name="flushed">Last offset that the grains hold.</param>
    /// <param name="roomMax">Number of records that the partition may hold.</param>
    public static IngestState From(long committed, long flushed, int roomMax) =>
        new() { RoomMax = roomMax, Committed = committed, Applied = Math.Min(committed, flushed) };
}
