using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Maintenance;

/// <summary>
/// Keeps the tables quick to read while every export adds small files: one compaction per run, one vacuum per day.
/// Checkpoints and the log clean-up after them are part of the commits. Owned by: the exporter's turn.
/// </summary>
public sealed partial class Upkeep(
    LakeTables lake, UpkeepLimits limits, Vacuum vacuum, ILogger<Upkeep> log)
{
    /// <summary>Does what is due: at most one table and <see cref="UpkeepLimits.RunBytesMax"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        vacuum.StartIfDue();
        // The table that gains most goes first, so that a busy one does not keep the others waiting for ever.
        var (table, snapshot, files) = Tables.All
            .Select(t => (Table: t, Snapshot: lake[t].Current))
            .Select(t => (t.Table, t.Snapshot, Files: CompactionChoice.Of(t.Snapshot, t.Table.FileRowsMax, limits)))
            .MaxBy(t => t.Files.Count);
        if (files.Count < 2) return;
        var outcome = await Compaction.RunAsync(lake[table], snapshot, files, cancellationToken);
        NoteCheckpoint(table, outcome);
        if (outcome is Committed done) LogCompacted(log, files.Count, table.Path, done.Version);
        else LogLost(log, table.Path); // Nothing changed; the next run chooses again.
    }

    /// <summary>Logs it if a commit succeeded but its checkpoint failed.</summary>
    public void NoteCheckpoint(Table table, CommitOutcome outcome)
    {
        if (outcome is Committed { CheckpointFailure: { } fault } done)
            LogCheckpointFailed(log, table.Path, done.Version, fault);
    }

    [LoggerMessage(350, LogLevel.Debug, "Merged {Files} files of {Table} in version {Version}.")]
    private static partial void LogCompacted(ILogger logger, int files, string table, long version);

    [LoggerMessage(351, LogLevel.Information, "A compaction of {Table} lost to another writer and is tried again.")]
    private static partial void LogLost(ILogger logger, string table);

    [LoggerMessage(352, LogLevel.Warning,
        "{Table}: version {Version} is committed; its checkpoint or log clean-up failed and is tried again.")]
    private static partial void LogCheckpointFailed(ILogger logger, string table, long version, Exception fault);
}
