namespace PatientFlow.Ingest;

/// <summary>
/// How far one partition is, in offsets. The rows behind them are in the <see cref="Intake"/> and the cut.
/// </summary>
internal sealed record IngestState
{
    /// <summary>Records that the partition may hold for the lake (I-15).</summary>
    public required int RoomMax { get; init; }

    /// <summary>Last offset that the grains know; -1 for none.</summary>
    public required long Applied { get; init; }

    /// <summary>Last offset that every table of the lake holds; -1 for none.</summary>
    public required long Committed { get; init; }

    /// <summary>Records that were applied since the last cut.</summary>
    public int Open { get; init; }

    /// <summary>The last cut; null where the lake holds it, or there was none.</summary>
    public CutMark? Cut { get; init; }

    /// <summary>Whether a delivery is being applied.</summary>
    public bool IsApplying { get; init; }

    /// <summary>Whether a cut waits for that.</summary>
    public bool IsCutDue { get; init; }

    /// <summary>Whether the partition is to start again from the lake, and this activation to end.</summary>
    public bool IsFailed { get; init; }

    /// <summary>
    /// Records that the lake does not hold. What is cut counts until the lake has it: an outage must not hold one buffer of
    /// it and fill a second one.
    /// </summary>
    public int Held => Open + (Cut?.Records ?? 0);

    /// <summary>
    /// Where a partition begins. Grains that know less than the lake were lost, or are an older copy: the log makes them
    /// again from there, and rows that the lake holds are not written twice.
    /// </summary>
    /// <param name="committed">What the lake holds.</param>
    /// <param name="flushed">What the grains hold.</param>
    /// <param name="roomMax">Records that it may hold.</param>
    public static IngestState From(long committed, long flushed, int roomMax) =>
        new() { RoomMax = roomMax, Committed = committed, Applied = Math.Min(committed, flushed) };
}
