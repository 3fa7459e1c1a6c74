namespace PatientFlow.Lake.Delta;

/// <summary>
/// Whether a change still holds after another writer's commit. Source: Delta documentation, "Concurrency control";
/// a change is never renumbered past a commit that it should have seen.
/// </summary>
internal static class ConflictRules
{
    /// <summary>The conflict with a commit, or null.</summary>
    /// <param name="change">The change that lost the race.</param>
    /// <param name="winner">The commit that won it.</param>
    /// <param name="version">Its version.</param>
    public static CommitOutcome? Check(TableChange change, CommitActions winner, long version)
    {
        if (winner.Protocol is not null)
            return new Conflicted(ConflictKind.ProtocolChanged, version, "the protocol was changed");
        if (winner.Metadata is not null)
            return new Conflicted(ConflictKind.MetadataChanged, version, "schema or properties were changed");
        if (CheckTransactions(change.Transactions,
            id => winner.Transactions.FirstOrDefault(t => t.AppId == id)?.Version, version) is { } repeated)
            return repeated;
        // The change was computed from the application's old version; another writer has advanced it since.
        if (change.Transactions.FirstOrDefault(ours => winner.Transactions.Any(t => t.AppId == ours.AppId)) is { } moved)
            return new Conflicted(
                ConflictKind.ConcurrentTransaction, version, $"{moved.AppId} was moved on by another writer");
        if (CheckRemoves(change, winner, version) is { } removed) return removed;
        foreach (var add in winner.Adds)
            if (add.DataChange && change.Reads.Covers(add))
                return new Conflicted(ConflictKind.ConcurrentAppend, version, $"rows were added in {add.Path}");
        return null;
    }

    /// <summary>Whether the transactions of a change were reached already, all or some.</summary>
    public static CommitOutcome? CheckTransactions(
        IReadOnlyList<AppTransaction> ours, Func<string, long?> reached, long version)
    {
        var done = ours.Count(transaction => reached(transaction.AppId) >= transaction.Version);
        if (done == 0) return null;
        if (done == ours.Count) return new AlreadyApplied(version);
        var first = ours.First(transaction => reached(transaction.AppId) >= transaction.Version);
        return new Conflicted(ConflictKind.ConcurrentTransaction, version,
            $"{first.AppId} has reached {reached(first.AppId)}, other applications of the change have not");
    }

    private static Conflicted? CheckRemoves(TableChange change, CommitActions winner, long version)
    {
        if (winner.Removes.Count == 0) return null;
        var ours = change.Removes.Select(file => file.StorePath).ToHashSet();
        foreach (var remove in winner.Removes)
        {
            if (ours.Contains(LogPath.Decode(remove.Path)))
                return new Conflicted(ConflictKind.ConcurrentDeleteDelete, version, $"{remove.Path} was removed");
            // A compaction keeps the rows, so it takes nothing from what was read; what we rewrite was checked above.
            if (remove.DataChange && change.Reads.CoversRemoval(remove))
                return new Conflicted(ConflictKind.ConcurrentDeleteRead, version, $"{remove.Path} was removed");
        }

        return null;
    }
}
