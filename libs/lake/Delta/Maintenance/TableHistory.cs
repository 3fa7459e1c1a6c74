namespace PatientFlow.Lake.Delta;

/// <summary>The past of a table, as far as its log goes back.</summary>
public static class TableHistory
{
    /// <summary>The commits, the newest first.</summary>
    /// <param name="table">The table.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(
        this DeltaTable table, int limit, CancellationToken cancellationToken)
    {
        var times = await CommitTimesAsync(table, cancellationToken);
        var history = new List<HistoryEntry>();
        foreach (var (version, committed) in times.Reverse().Take(limit))
        {
            if (await table.Log.ReadCommitAsync(version, cancellationToken) is { } actions)
                history.Add(new HistoryEntry(
                    version, committed, actions.Info, actions.Adds.Count, actions.Removes.Count));
        }

        return history;
    }

    /// <summary>The table as it was at an instant: the newest version committed at or before it.</summary>
    /// <exception cref="LakeFormatException">The log does not go back that far.</exception>
    public static async Task<Snapshot> ReadAtAsync(
        this DeltaTable table, DateTimeOffset time, CancellationToken cancellationToken)
    {
        long? found = null;
        foreach (var (version, committed) in await CommitTimesAsync(table, cancellationToken))
            if (committed <= time)
                found = version;
        return found is { } at
            ? await table.ReadVersionAsync(at, cancellationToken)
            : throw new LakeFormatException($"The log does not go back to {time:O}.");
    }

    /// <summary>
    /// When each version was committed. A copied or skewed file may look older than the one before it; then it counts
    /// as a millisecond later, so that time never runs backwards. Source: Delta protocol, time travel in Spark.
    /// </summary>
    private static async Task<SortedDictionary<long, DateTimeOffset>> CommitTimesAsync(
        DeltaTable table, CancellationToken cancellationToken)
    {
        var listing = await table.Log.ListAsync(cancellationToken);
        var times = new SortedDictionary<long, DateTimeOffset>();
        var last = DateTimeOffset.MinValue;
        foreach (var version in listing.Commits.Order())
        {
            var time = listing.CommitFile(version).Modified;
            if (time <= last) time = last.AddMilliseconds(1);
            times[version] = last = time;
        }

        return times;
    }
}
