using System.Collections.Immutable;

namespace PatientFlow.Lake.Delta;

/// <summary>A table as it was after one commit. Immutable, safe for use by many threads.</summary>
public sealed class Snapshot
{
    private readonly ImmutableDictionary<string, AddFile> files;
    private readonly ImmutableDictionary<string, RemoveFile> tombstones;
    private readonly ImmutableDictionary<string, AppTransaction> transactions;

    private Snapshot(
        long version, TableProtocol protocol, TableMetadata metadata, ImmutableDictionary<string, AddFile> files,
        ImmutableDictionary<string, RemoveFile> tombstones, ImmutableDictionary<string, AppTransaction> transactions)
    {
        Version = version;
        Protocol = protocol;
        Metadata = metadata;
        Properties = new TableProperties(metadata.Configuration);
        this.files = files;
        this.tombstones = tombstones;
        this.transactions = transactions;
    }

    /// <summary>The version of the commit, 0 for the first.</summary>
    public long Version { get; }

    /// <summary>Schema, partitioning, properties.</summary>
    public TableMetadata Metadata { get; }

    /// <summary>The columns.</summary>
    public Schema Schema => Metadata.Schema;

    /// <summary>The live files, in no promised order.</summary>
    public IReadOnlyCollection<AddFile> Files => new ReadOnlyValues<AddFile>(files);

    /// <summary>How far each application has got.</summary>
    public IReadOnlyCollection<AppTransaction> Transactions => new ReadOnlyValues<AppTransaction>(transactions);

    internal TableProtocol Protocol { get; }

    internal TableProperties Properties { get; }

    /// <summary>Files that left the table and may still be read by someone.</summary>
    internal IReadOnlyCollection<RemoveFile> Tombstones => new ReadOnlyValues<RemoveFile>(tombstones);

    /// <summary>How far an application has got; null if it never committed.</summary>
    public long? TransactionVersion(string appId) =>
        transactions.TryGetValue(appId, out var transaction) ? transaction.Version : null;

    /// <summary>Whether a file is live.</summary>
    public bool Contains(AddFile file) => files.ContainsKey(file.StorePath);

    /// <summary>The state after a sequence of actions on nothing.</summary>
    /// <exception cref="LakeFormatException">Protocol or metadata are missing.</exception>
    internal static Snapshot From(long version, IEnumerable<CommitActions> sequence)
    {
        var files = ImmutableDictionary.CreateBuilder<string, AddFile>();
        var tombstones = ImmutableDictionary.CreateBuilder<string, RemoveFile>();
        var transactions = ImmutableDictionary.CreateBuilder<string, AppTransaction>();
        TableProtocol? protocol = null;
        TableMetadata? metadata = null;
        foreach (var actions in sequence)
        {
            Apply(actions, files, tombstones, transactions);
            protocol = actions.Protocol ?? protocol;
            metadata = actions.Metadata ?? metadata;
        }

        if (protocol is null) throw new LakeFormatException($"The log up to version {version} has no protocol action.");
        protocol.ThrowIfUnreadable();
        if (metadata is null) throw new LakeFormatException($"The log up to version {version} has no metaData action.");
        return new Snapshot(version, protocol, metadata, files.ToImmutable(), tombstones.ToImmutable(),
            transactions.ToImmutable());
    }

    /// <summary>The state after the next commit.</summary>
    internal Snapshot With(CommitActions next)
    {
        var files = this.files.ToBuilder();
        var tombstones = this.tombstones.ToBuilder();
        var transactions = this.transactions.ToBuilder();
        Apply(next, files, tombstones, transactions);
        (next.Protocol ?? Protocol).ThrowIfUnreadable();
        return new Snapshot(Version + 1, next.Protocol ?? Protocol, next.Metadata ?? Metadata, files.ToImmutable(),
            tombstones.ToImmutable(), transactions.ToImmutable());
    }

    /// <summary>Without the tombstones and applications whose retention is over.</summary>
    internal Snapshot WithoutExpired(DateTimeOffset now)
    {
        var filesBefore = (now - Properties.DeletedFileRetention).ToUnixTimeMilliseconds();
        var applicationsBefore = Properties.TransactionRetention is { } retention
            ? (now - retention).ToUnixTimeMilliseconds()
            : long.MinValue;
        return new Snapshot(
            Version, Protocol, Metadata, files,
            tombstones.RemoveRange(tombstones.Where(p => p.Value.DeletedMs < filesBefore).Select(p => p.Key)),
            transactions.RemoveRange(transactions
                .Where(p => p.Value.LastUpdatedMs < applicationsBefore).Select(p => p.Key)));
    }

    private static void Apply(
        CommitActions actions, ImmutableDictionary<string, AddFile>.Builder files,
        ImmutableDictionary<string, RemoveFile>.Builder tombstones,
        ImmutableDictionary<string, AppTransaction>.Builder transactions)
    {
        // A commit never removes and adds one path; a checkpoint holds each path once. So the order is free.
        foreach (var remove in actions.Removes)
        {
            var path = LogPath.Decode(remove.Path);
            files.Remove(path);
            tombstones[path] = remove;
        }

        foreach (var add in actions.Adds)
        {
            var path = add.StorePath;
            files[path] = add;
            tombstones.Remove(path);
        }

        foreach (var transaction in actions.Transactions) transactions[transaction.AppId] = transaction;
    }
}
