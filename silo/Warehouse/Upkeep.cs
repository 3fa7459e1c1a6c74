using PatientFlow.Lake.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Warehouse;

/// <summary>
/// Keeps the tables quick to read while every export adds small files: one compaction a run, one vacuum a day.
/// Checkpoints, and the log clean-up after them, belong to the commits themselves.
/// Owned by: the exporter's turn.
/// </summary>
internal sealed partial class Upkeep(
    LakeTables lake, UpkeepLimits limits, Vacuum vacuum, ILogger<Upkeep> log)
{
    /// <summary>Does what is due: at most one table, at most <see cref="UpkeepLimits.RunBytesMax"/>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        vacuum.StartIfDue();
        foreach (var table in Tables.All)
        {
            var delta = lake[table];
            var snapshot = delta.Current;
            var files = CompactionChoice.Of(snapshot, limits);
            if (files.Count < 2) continue;
            var outcome = await Compaction.RunAsync(delta, snapshot, files, cancellationToken);
            switch (outcome)
            {
                case Committed done:
                    LogCompacted(log, files.Count, table.Path, done.Version);
                    NoteCheckpoint(table, outcome);
                    break;
                default:
                    LogLost(log, table.Path); // Nothing was changed; the next run chooses anew.
                    break;
            }

            return;
        }
    }

    /// <summary>Says so where a commit stands but its checkpoint does not.</summary>
    public void NoteCheckpoint(Table table, CommitOutcome outcome)
    {
        if (outcome is Committed { CheckpointFailure: { } fault } done) LogCheckpointFailed(log, table.Path, done.Version, fault);
    }
}
