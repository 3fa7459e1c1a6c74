namespace PatientFlow.EventLog;

/// <summary>The layout of a log's folder: "format", "lock", and "p000", "p001", ... with the segments.</summary>
internal static class LogFolder
{
    public const string LockName = "lock";

    public static string Partition(string folder, int partition) => Path.Combine(folder, $"p{partition:000}");

    /// <summary>
    /// Creates an empty log. After a crash in the middle it starts over, because nothing was appended yet.
    /// </summary>
    public static void Create(IDisk disk, string folder, int partitions, TimeProvider time)
    {
        for (var p = 0; p < partitions; p++)
        {
            var below = Partition(folder, p);
            disk.CreateFolder(below);
            RefuseRecords(disk, below);
            SegmentFile.Create(disk, below, p, baseOffset: 0, Micros.Now(time));
        }

        LogDescription.Write(disk, folder, partitions);
    }

    private static void RefuseRecords(IDisk disk, string folder)
    {
        foreach (var name in disk.FileNames(folder))
        {
            using var file = disk.OpenRead(Path.Combine(folder, name));
            if (file.Length > SegmentHeader.SizeBytes)
                throw new EventLogDamagedException(
                    Path.Combine(folder, name), 0, "there are records, but the log's file 'format' is gone");
        }
    }
}
