namespace PatientFlow.Lake.Delta;

/// <summary>A commit in the history of a table.</summary>
/// <param name="Version">The version it made.</param>
/// <param name="Committed">Commit time by the clock of the store; always later than the previous commit's.</param>
/// <param name="Info">What it says about itself; null if it says nothing.</param>
/// <param name="FilesAdded">Data files made visible.</param>
/// <param name="FilesRemoved">Data files removed.</param>
public sealed record HistoryEntry(
    long Version, DateTimeOffset Committed, CommitInfo? Info, int FilesAdded, int FilesRemoved);
