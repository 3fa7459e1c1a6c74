namespace PatientFlow.EventLog;

/// <summary>
/// Reads a log from the outside: takes no lock, changes no file, and may run beside the process that has the log open.
/// It sees what was written when it looked. The last records of a busy log may not be durable yet: a machine that
/// loses power then may come back without them. Owned by: one thread.
/// </summary>
public sealed class EventLogReader : IDisposable
{
    private const int ReadBytesMax = 4 * 1024 * 1024;

    private readonly FileDisk disk = new();
    private readonly PartitionWatch[] watches;
    private readonly RecordReader[] readers;

    private EventLogReader(string folder)
    {
        var partitions = LogDescription.ReadPartitions(disk, folder);
        watches = [.. Enumerable.Range(0, partitions)
            .Select(p => new PartitionWatch(disk, LogFolder.Partition(folder, p), p))];
        readers = [.. watches.Select(w => new RecordReader(disk, w.Log, ReadBytesMax))];
    }

    /// <summary>Fixed when the log was created.</summary>
    public int PartitionCount => watches.Length;

    /// <summary>Looks at the log in a folder. Blocks on the disk.</summary>
    /// <exception cref="EventLogMismatchException">There is no log, or one of another version.</exception>
    /// <exception cref="EventLogDamagedException">Durable bytes have changed.</exception>
    public static EventLogReader Open(string folder) =>
        File.Exists(Path.Combine(folder, LogDescription.FileName))
            ? new EventLogReader(folder)
            : throw new EventLogMismatchException($"there is no event log in '{folder}'");

    /// <summary>The first offset that can be read.</summary>
    public long StartOffset(int partition) => watches[partition].Log.StartOffset;

    /// <summary>The offset after the last record that was there at the last look.</summary>
    public long EndOffset(int partition) => watches[partition].Log.EndOffset;

    /// <summary>Looks for what was appended since the last look.</summary>
    public void Refresh()
    {
        foreach (var watch in watches) watch.Look();
    }

    /// <summary>One or more records from an offset on; none at the end.</summary>
    /// <exception cref="EventLogDamagedException">A record there is not what was written.</exception>
    public IReadOnlyList<LogRecord> Read(int partition, long fromOffset, int maxRecords) =>
        readers[partition].Read(fromOffset, maxRecords);

    /// <inheritdoc />
    public void Dispose() => disk.Dispose();
}
