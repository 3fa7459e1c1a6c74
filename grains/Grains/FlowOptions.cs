namespace PatientFlow.Grains;

/// <summary>Limits and intervals of the path from log to lake.</summary>
public sealed record FlowOptions
{
    /// <summary>Partitions of the log. It is fixed when the log is made.</summary>
    public int Partitions { get; init; } = 8;

    /// <summary>
    /// Events that one partition holds for the lake before it stops reading (I-15). Above it the log keeps them; more
    /// memory buys larger files after an outage of the lake.
    /// </summary>
    public int BufferedEventsMax { get; init; } = 50_000;

    /// <summary>Patients that one partition calls at the same time.</summary>
    public int ConcurrentCallsMax { get; init; } = 512;

    /// <summary>Time between two exports; shorter means fresher tables and smaller files.</summary>
    public TimeSpan ExportInterval { get; init; } = TimeSpan.FromSeconds(3);
}
