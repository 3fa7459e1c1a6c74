namespace PatientFlow.Lake.Delta;

/// <summary>A table as it was after one commit. Immutable, safe for use by many threads.</summary>
public sealed class Snapshot
{
    internal Snapshot()
    {
    }

    /// <summary>The version of the commit, 0 for the first.</summary>
    public long Version => throw new NotImplementedException();

    /// <summary>Schema, partitioning, properties.</summary>
    public TableMetadata Metadata => throw new NotImplementedException();

    /// <summary>The columns.</summary>
    public Schema Schema => Metadata.Schema;

    /// <summary>The live files, in no promised order.</summary>
    public IReadOnlyCollection<AddFile> Files => throw new NotImplementedException();

    /// <summary>How far an application has got; null where it never committed.</summary>
    public long? TransactionVersion(string appId) => throw new NotImplementedException();

    /// <summary>All applications.</summary>
    public IReadOnlyCollection<AppTransaction> Transactions => throw new NotImplementedException();
}
