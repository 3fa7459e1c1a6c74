namespace PatientFlow.Lake.Delta;

/// <summary>The actions of one commit, or of a checkpoint.</summary>
internal sealed class CommitActions
{
    public List<AddFile> Adds { get; } = [];

    public List<RemoveFile> Removes { get; } = [];

    public List<AppTransaction> Transactions { get; } = [];

    public TableMetadata? Metadata { get; set; }

    public TableProtocol? Protocol { get; set; }

    public CommitInfo? Info { get; set; }
}
