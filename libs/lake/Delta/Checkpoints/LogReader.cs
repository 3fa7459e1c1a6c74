using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Finds and reads the files of a log. The listing decides: the pointer to the last checkpoint is not needed, so one
/// that is missing, stale or wrong does no harm.
/// </summary>
internal sealed class LogReader(ILakeStore store)
{
    /// <summary>The state at a version, or at the newest one.</summary>
    /// <exception cref="LakeFormatException">There is no table, no such version, or the log has a gap.</exception>
    public async Task<Snapshot> LoadAsync(long? version, CancellationToken cancellationToken)
    {
        var listing = await ListAsync(cancellationToken);
        if (listing.IsEmpty) throw new LakeFormatException($"{store.Location} is no Delta table: it has no log.");
        var target = version ?? listing.LatestVersion;
        if (target > listing.LatestVersion || target < 0)
            throw new LakeFormatException($"There is no version {target}; the newest is {listing.LatestVersion}.");
        LakeFormatException? broken = null;
        foreach (var checkpoint in listing.CheckpointsUpTo(target))
        {
            try
            {
                return await LoadAsync(checkpoint, target, cancellationToken);
            }
            catch (LakeFormatException fault)
            {
                // An unreadable checkpoint is only a lost shortcut, as long as there is an older one or all commits.
                broken ??= fault;
            }
        }

        if (!listing.Commits.Contains(0))
        {
            if (broken is not null) throw broken;
            if (listing.HasNamedCheckpoint) throw new LakeUnsupportedException("table feature v2Checkpoint");
            throw new LakeFormatException($"The log of {store.Location} is not complete: no checkpoint, and commit 0 is missing.");
        }

        try
        {
            return await LoadAsync(checkpoint: [], target, cancellationToken);
        }
        catch (LakeFormatException) when (broken is not null)
        {
            throw broken;
        }
    }

    /// <summary>The actions of a commit; null if it does not exist.</summary>
    public async Task<CommitActions?> ReadCommitAsync(long version, CancellationToken cancellationToken) =>
        await store.ReadAsync(LogNames.Commit(version), cancellationToken) is { } bytes
            ? ActionReader.Read(bytes, version)
            : null;

    /// <summary>All files of the log that are understood.</summary>
    public async Task<LogListing> ListAsync(CancellationToken cancellationToken)
    {
        var listing = new LogListing();
        await foreach (var entry in store.ListAsync(LogNames.Folder, cancellationToken)) listing.Add(entry);
        return listing;
    }

    private async Task<Snapshot> LoadAsync(
        IReadOnlyList<StoreEntry> checkpoint, long target, CancellationToken cancellationToken)
    {
        var sequence = new List<CommitActions>();
        foreach (var part in checkpoint) sequence.Add(await CheckpointReader.ReadAsync(store, part, cancellationToken));
        var first = checkpoint.Count == 0 ? 0 : (LogNames.Parse(checkpoint[0].Path)?.Version ?? 0) + 1;
        for (var version = first; version <= target; version++)
        {
            // Asked of the store, not of the listing: while others commit, a listing may show a later file without
            // an earlier one.
            if (await ReadCommitAsync(version, cancellationToken) is not { } actions)
                throw new LakeFormatException($"The log of {store.Location} has a gap: commit {version} is missing.");
            // The protocol first: what it refuses must not be read as something else.
            actions.Protocol?.ThrowIfUnreadable();
            sequence.Add(actions);
        }

        return Snapshot.From(target, sequence);
    }
}
