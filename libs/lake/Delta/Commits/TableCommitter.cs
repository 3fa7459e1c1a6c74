using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Puts a change into the log by optimistic concurrency. After every lost race and every failure the version file is
/// read back: an own commit whose answer was lost is known by its txnId, and is never made twice.
/// Owned by one table object, which lets one commit run at a time.
/// </summary>
internal sealed class TableCommitter(ILakeStore store, LogReader log, LakeOptions options)
{
    private const int BackoffStepMs = 4;
    private const int BackoffMsMax = 250;

    /// <summary>Commits on top of a snapshot.</summary>
    /// <returns>What happened, and the newest snapshot that was seen on the way.</returns>
    public async Task<(CommitOutcome Outcome, Snapshot Latest)> CommitAsync(
        Snapshot current, TableChange change, CancellationToken cancellationToken)
    {
        var txnId = options.NewId().ToString();
        var random = new Random(BitConverter.ToInt32(options.NewId().ToByteArray()));
        LakeStoreException? failure = null;
        for (var attempt = 1; attempt <= options.CommitAttemptsMax; attempt++)
        {
            if (Precheck(current, change) is { } refused) return (refused, current);
            var version = current.Version + 1;
            failure = null;
            try
            {
                var actions = ChangeActions.Build(change, txnId, options);
                if (await store.PutIfAbsentAsync(
                    LogNames.Commit(version), ChangeActions.Write(actions), cancellationToken))
                    return (new Committed(version, attempt), current.With(actions));
            }
            catch (LakeStoreException fault) when (fault.IsTransient)
            {
                failure = fault;
            }

            var winnersBefore = current.Version;
            try
            {
                while (await log.ReadCommitAsync(current.Version + 1, cancellationToken) is { } winner)
                {
                    current = current.With(winner);
                    if (winner.Info?.TxnId == txnId) return (new Committed(current.Version, attempt), current);
                    if (ConflictRules.Check(change, winner, current.Version) is { } conflict)
                        return (conflict, current);
                }
            }
            catch (LakeStoreException fault) when (fault.IsTransient)
            {
                // Versions are read in order, so an own commit is not passed over: the next attempt meets it.
                failure = fault;
            }

            // Neither a commit nor a failure: the store's reads lag behind its writes. Wait as after a failure.
            var waitMs = winnersBefore == current.Version || attempt > 1
                ? random.Next(1, Math.Min(BackoffMsMax, BackoffStepMs * attempt) + 1)
                : 0;
            if (waitMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(waitMs), options.Clock, cancellationToken);
        }

        if (failure is not null) throw failure;
        return (new Conflicted(ConflictKind.AttemptsExhausted, current.Version,
            $"{options.CommitAttemptsMax} attempts were lost to other writers"), current);
    }

    private static CommitOutcome? Precheck(Snapshot current, TableChange change)
    {
        if (ConflictRules.CheckTransactions(change.Transactions, current.TransactionVersion, current.Version)
            is { } repeated) return repeated;
        foreach (var remove in change.Removes)
            if (!current.Contains(remove))
                return new Conflicted(
                    ConflictKind.ConcurrentDeleteDelete, current.Version, $"{remove.Path} is not in the table");
        ChangeRules.ThrowIfForbidden(current, change);
        return null;
    }
}
