using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Deletes files that no version within the retention needs. A file goes only if it is not live, and its tombstone is
/// older than the retention or, where the log does not know it, it was itself written before: that protects the files
/// that another writer has staged and not committed yet.
/// </summary>
public static class TableVacuum
{
    /// <summary>Deletes what nobody needs any more.</summary>
    /// <param name="table">The table.</param>
    /// <param name="retention">
    /// How long a removed file is kept; null for the table's <c>delta.deletedFileRetentionDuration</c> (7 days).
    /// Readers of an older version fail once its files are gone.
    /// </param>
    /// <param name="dryRun">True to only say what would be deleted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The retention is shorter than the table's own.</exception>
    public static async Task<VacuumReport> VacuumAsync(
        this DeltaTable table, TimeSpan? retention, bool dryRun, CancellationToken cancellationToken)
    {
        var own = table.Current.Properties.DeletedFileRetention;
        if (retention < own)
            throw new ArgumentOutOfRangeException(
                nameof(retention), retention, $"The table keeps removed files for {own}; its property says so.");
        var files = new List<StoreEntry>();
        await foreach (var entry in table.Store.ListAsync("", cancellationToken)) files.Add(entry);
        // The state is read after the listing: what was committed in between is seen as live.
        var snapshot = await table.RefreshAsync(cancellationToken);
        var limit = table.Options.Clock.GetUtcNow() - (retention ?? own);
        var live = snapshot.Files.Select(file => file.StorePath).ToHashSet();
        var removed = snapshot.Tombstones.ToDictionary(
            tombstone => LogPath.Decode(tombstone.Path),
            tombstone => DateTimeOffset.FromUnixTimeMilliseconds(tombstone.DeletedMs));
        var doomed = files.Where(file => IsData(file.Path) && !live.Contains(file.Path)
            && (removed.TryGetValue(file.Path, out var since) ? since : file.Modified) < limit).ToList();
        if (dryRun) return new VacuumReport(doomed, Deleted: false);
        foreach (var file in doomed) await table.Store.DeleteAsync(file.Path, cancellationToken);
        return new VacuumReport(doomed, Deleted: true);
    }

    // Names that begin with '_' or '.' belong to the log or to others, a partition column of such a name excepted;
    // our own temporary files, left by a crash, are nobody's.
    private static bool IsData(string path)
    {
        var segments = path.Split('/');
        return segments[^1].StartsWith(LocalUpload.Prefix, StringComparison.Ordinal)
            || !segments.Any(segment => segment.StartsWith('.') || (segment.StartsWith('_') && !segment.Contains('=')));
    }
}
