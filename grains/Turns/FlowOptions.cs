namespace PatientFlow.Turns;

/// <summary>Limits and intervals of the path from log to lake.</summary>
public sealed record FlowOptions
{
    /// <summary>Number of partitions of the log. It is fixed when the log is created.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>
    /// Number of events that one partition holds for the lake before it stops reading (I-15); further events wait in
    /// the log. Eight partitions of 50,000 did not fit in a pod of 2 GiB when the lake returned after minutes, and were
    /// no faster.
    /// </summary>
    public int BufferedEventsMax { get; init; } = 20_000;

    /// <summary>Number of patients that one partition calls at the same time.</summary>
    public int ConcurrentCallsMax { get; init; } = 512;

    /// <summary>Time between two exports; shorter means fresher tables and smaller files.</summary>
    public TimeSpan ExportInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Attempts of each stage of an export run, including the first, before the run fails.</summary>
    public int ExportTriesMax { get; init; } = 4;

    /// <summary>
    /// Pause before a stage is retried; it doubles with each attempt. It is long enough for a store that throttles, and
    /// short enough that a brief fault does not delay readers.
    /// </summary>
    public TimeSpan ExportRetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Longest pause between two attempts, and between two runs of which the first failed. After an outage of the lake
    /// the export resumes within this time.
    /// </summary>
    public TimeSpan ExportPauseMax { get; init; } = TimeSpan.FromSeconds(30);
}
