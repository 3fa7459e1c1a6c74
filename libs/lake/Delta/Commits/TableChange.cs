namespace PatientFlow.Lake.Delta;

/// <summary>What one commit does.</summary>
public sealed record TableChange
{
    /// <summary>Name of the operation for the history: <c>WRITE</c>, <c>MERGE</c>, <c>OPTIMIZE</c> and so on.</summary>
    public string Operation { get; init; } = "WRITE";

    /// <summary>Details for the history.</summary>
    public IReadOnlyDictionary<string, string> OperationParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Files to make visible.</summary>
    public IReadOnlyList<AddFile> Adds { get; init; } = [];

    /// <summary>Live files to remove.</summary>
    public IReadOnlyList<AddFile> Removes { get; init; } = [];

    /// <summary>How far applications have got with this commit.</summary>
    public IReadOnlyList<AppTransaction> Transactions { get; init; } = [];

    /// <summary>New metadata, such as a wider schema; null to leave it.</summary>
    public TableMetadata? Metadata { get; init; }

    /// <summary>What the change was computed from; a commit by another that touches it is a conflict.</summary>
    public ReadScope Reads { get; init; } = ReadScope.Nothing;

    /// <summary>False for compaction: the rows of the table stay the same.</summary>
    public bool DataChange { get; init; } = true;

    /// <summary>
    /// The version the change was computed from, where the current one of the table object may be newer; null for
    /// the current one.
    /// </summary>
    public long? BasedOn { get; init; }
}
