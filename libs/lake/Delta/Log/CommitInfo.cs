namespace PatientFlow.Lake.Delta;

/// <summary>A commit's description of itself. It is free-form: every part may be missing.</summary>
public sealed record CommitInfo
{
    /// <summary>When, in milliseconds since 1970 UTC, by the clock of the writer.</summary>
    public long? TimestampMs { get; init; }

    /// <summary>Name of the operation.</summary>
    public string? Operation { get; init; }

    /// <summary>Details of it, each as text.</summary>
    public IReadOnlyDictionary<string, string> OperationParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Which program wrote it.</summary>
    public string? EngineInfo { get; init; }

    /// <summary>Identifies the attempt, so that a writer knows its own commit again.</summary>
    public string? TxnId { get; init; }

    /// <summary>Whether nothing was read to compute it.</summary>
    public bool? IsBlindAppend { get; init; }
}
