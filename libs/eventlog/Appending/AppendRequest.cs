namespace PatientFlow.EventLog;

/// <summary>One call of AppendAsync on its way to the disk; completes on the thread pool, not on the writer.</summary>
internal sealed class AppendRequest(LogEntry[] entries, long sizeBytes)
    : TaskCompletionSource<LogPosition[]>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public LogEntry[] Entries { get; } = entries;

    /// <summary>Its frames together.</summary>
    public long SizeBytes { get; } = sizeBytes;

    /// <summary>Filled by the writer; handed out when every one of them is durable.</summary>
    public LogPosition[] Positions { get; } = new LogPosition[entries.Length];

    /// <summary>Set while the request waits for room, under the queue's lock.</summary>
    public CancellationTokenRegistration Cancellation { get; set; }
}
