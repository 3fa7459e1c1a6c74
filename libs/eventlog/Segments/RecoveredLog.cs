namespace PatientFlow.EventLog;

/// <summary>A log as it was found, or made, on the disk.</summary>
internal sealed record RecoveredLog(PartitionLog[] Partitions, PartitionEnd[] Ends, IReadOnlyList<TailCut> TailCuts)
{
    public static RecoveredLog From(string folder, int partitionCount, IDisk disk, TimeProvider time)
    {
        if (!disk.FileExists(Path.Combine(folder, LogDescription.FileName)))
            LogFolder.Create(disk, folder, partitionCount, time);
        // The creator of the log may have been killed before this sync, and files need a durable folder.
        disk.SyncFolder(folder);
        LogDescription.Check(disk, folder, partitionCount);

        var recoveries = Enumerable.Range(0, partitionCount)
            .Select(p => new PartitionRecovery(disk, LogFolder.Partition(folder, p), p, time)).ToArray();
        var partitions = recoveries.Select(r => r.Run()).ToArray();
        return new RecoveredLog(
            partitions,
            [.. recoveries.Select(r => r.End)],
            [.. recoveries.Select(r => r.Cut).OfType<TailCut>()]);
    }
}
