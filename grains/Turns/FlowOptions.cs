namespace PatientFlow.Turns;

/// <summary>Limits and intervals of the path from log to lake.</summary>
public sealed record FlowOptions
{
    /// <summary>Partitions of the log. It is fixed when the log is made.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>
    /// Events that one partition holds for the lake before it stops reading (I-15). Above it the log keeps them. Eight
    /// partitions of 50,000 did not fit in a pod of 2 GiB when the lake came back after minutes, and were no faster.
    /// </summary>
    public int BufferedEventsMax { get; init; } = 20_000;

    /// <summary>Patients that one partition calls at the same time.</summary>
    public int ConcurrentCallsMax { get; init; } = 512;

    /// <summary>Time between two exports; shorter means fresher tables and smaller files.</summary>
    public TimeSpan ExportInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Tries of each stage of an export run, the first one included, before the run fails.</summary>
    public int ExportTriesMax { get; init; } = 4;

    /// <summary>
    /// Pause before a stage is tried again; it doubles with each try. Long enough for a store that throttles, short enough
    /// that a hiccup delays no reader.
    /// </summary>
    public TimeSpan ExportRetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Longest pause between two tries, and between two runs of which the first failed: after an outage of the lake the
    /// export goes on within it.
    /// </summary>
    public TimeSpan ExportPauseMax { get; init; } = TimeSpan.FromSeconds(30);
}
