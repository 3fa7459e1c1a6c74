namespace Orleans.Embedded;

/// <summary>How the agents read and deliver. (Not in Orleans.)</summary>
public sealed class StreamAgentOptions
{
    /// <summary>Events in one delivery, at most. Default 1,000. More costs latency, fewer cost throughput.</summary>
    public int BatchSize { get; set; } = 1000;

    /// <summary>The wait after a first failure; it doubles with each one that follows. Default 100 ms.</summary>
    public TimeSpan RetryDelayMin { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between tries. Default 5 s.</summary>
    public TimeSpan RetryDelayMax { get; set; } = TimeSpan.FromSeconds(5);
}
