using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Deletes commits and checkpoints that are past the log retention. Source: Delta protocol, "Metadata Cleanup": only
/// what lies before a checkpoint that itself lies before the cut-off, so that every version since stays readable.
/// </summary>
internal static class LogCleanup
{
    /// <summary>Deletes what may go.</summary>
    /// <returns>How many files were deleted.</returns>
    public static async Task<int> RunAsync(
        ILakeStore store, LogReader log, TableProperties properties, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!properties.ExpiredLogCleanup) return 0;
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var cutOff = today - properties.LogRetention;
        var listing = await log.ListAsync(cancellationToken);
        var newestOld = listing.Commits.Where(version => listing.CommitFile(version).Modified < cutOff)
            .DefaultIfEmpty(-1).Max();
        if (newestOld < 0) return 0;
        if (listing.CheckpointsUpTo(newestOld).FirstOrDefault() is not { } checkpoint
            || LogNames.Parse(checkpoint[0].Path) is not { } kept) return 0;
        var doomed = listing.Commits.Where(version => version < kept.Version).Order()
            .Select(version => listing.CommitFile(version).Path)
            .Concat(listing.CheckpointFiles().Where(file => file.Version < kept.Version)
                .Select(file => file.File.Path)).ToList();
        foreach (var path in doomed) await store.DeleteAsync(path, cancellationToken);
        return doomed.Count;
    }
}
