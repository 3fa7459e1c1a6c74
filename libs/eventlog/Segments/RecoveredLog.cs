namespace PatientFlow.EventLog;

/// <summary>A log as it was found, or made, on the disk.</summary>
internal sealed record RecoveredLog(PartitionLog[] Partitions, PartitionEnd[] Ends, IReadOnlyList<TailCut> TailCuts)
{
    public static RecoveredLog From(EventLogOptions options, IDisk disk, TimeProvider time)
    {
        if (!disk.FileExists(Path.Combine(options.Folder, LogDescription.FileName)))
            LogFolder.Create(disk, options.Folder, options.Partitions, time);
        // Who made the log may have been killed before this, and nothing may become durable in a folder that is not.
        disk.SyncFolder(options.Folder);
        LogDescription.Check(disk, options.Folder, options.Partitions);

        var recoveries = Enumerable.Range(0, options.Partitions)
            .Select(p => new PartitionRecovery(disk, LogFolder.Partition(options.Folder, p), p, time)).ToArray();
        var partitions = recoveries.Select(r => r.Run()).ToArray();
        return new RecoveredLog(
            partitions,
            [.. recoveries.Select(r => r.End)],
            [.. recoveries.Select(r => r.Cut).OfType<TailCut>()]);
    }
}
