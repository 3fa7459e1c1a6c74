namespace PatientFlow.EventLog;

/// <summary>
/// An append-only log of records in partitions, kept in one folder: an event hub without the hub. A record that was
/// acknowledged is on the disk; offsets of a partition start at 0 and have no gap; nothing is ever changed.
/// </summary>
/// <remarks>
/// <para>All members may be called from any thread. One process has a folder open at a time.</para>
/// <para>
/// Exceptions: a broken rule of the caller is an ArgumentException and changes nothing. A folder that cannot be used
/// is one of the <see cref="EventLogException"/>s, from Open. After a failed write the log refuses appends with
/// <see cref="EventLogFailedException"/> and still serves reads of what was durable; dispose it and open it again.
/// </para>
/// </remarks>
public sealed class EmbeddedLog : IAsyncDisposable
{
    private readonly EventLogOptions options;
    private readonly IDisk disk;
    private readonly IDisposable folderLock;
    private readonly PartitionLog[] partitions;
    private readonly RecordReader[] readers;
    private readonly AppendQueue queue;
    private readonly LogWriter writer;

    private EmbeddedLog(
        EventLogOptions options, IDisk disk, TimeProvider time, IDisposable folderLock, RecoveredLog recovered)
    {
        this.options = options;
        this.disk = disk;
        this.folderLock = folderLock;
        TailCuts = recovered.TailCuts;
        partitions = recovered.Partitions;
        readers = [.. partitions.Select(p => new RecordReader(disk, p, options.ReadBytesMax))];
        queue = new AppendQueue(options.QueuedBytesMax);
        var appenders = partitions
            .Select((p, i) => new PartitionAppender(disk, p, recovered.Ends[i], options.SegmentBytesMax)).ToArray();
        writer = new LogWriter(disk, queue, partitions, appenders, time, options.GroupBytesMax);
        writer.Start();
    }

    /// <summary>Fixed when the log was created.</summary>
    public int PartitionCount => partitions.Length;

    /// <summary>
    /// What this opening removed from the ends of partitions after a crash, none after a clean stop. Only bytes whose
    /// append was never acknowledged.
    /// </summary>
    public IReadOnlyList<TailCut> TailCuts { get; }

    /// <summary>Opens the log in the folder, recovering it after a crash, or creates it. Blocks on the disk.</summary>
    /// <param name="options">What the log is; checked here.</param>
    /// <param name="time">The clock of append times.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="EventLogLockedException">Somebody has the folder open.</exception>
    /// <exception cref="EventLogMismatchException">It was made with another partition count or version.</exception>
    /// <exception cref="EventLogDamagedException">Durable bytes have changed.</exception>
    public static EmbeddedLog Open(EventLogOptions options, TimeProvider time) => Open(options, time, new FileDisk());

    internal static EmbeddedLog Open(EventLogOptions options, TimeProvider time, IDisk disk)
    {
        options.Validate();
        disk.CreateFolder(options.Folder);
        var folderLock = Lock(disk, options.Folder);
        try
        {
            var recovered = RecoveredLog.From(options.Folder, options.Partitions, disk, time);
            return new EmbeddedLog(options, disk, time, folderLock, recovered);
        }
        catch
        {
            // Whatever failed, the folder must not stay locked.
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>XXH64 of the key (seed 0) modulo PartitionCount: the same in every process and version.</summary>
    public int PartitionOf(ReadOnlySpan<byte> key) => Partitioner.Of(key, partitions.Length);

    /// <summary>
    /// Appends each entry to the partition of its key and completes when all of them are durable. The order of one
    /// call, and of calls awaited one after another, is kept within a partition. Not a transaction: a crash before
    /// completion may leave any first part of the call in each partition.
    /// </summary>
    /// <param name="entries">Left unchanged by the caller until completion. None is allowed.</param>
    /// <param name="cancellationToken">
    /// Honoured while the call waits for room in the queue (<see cref="EventLogOptions.QueuedBytesMax"/>), never
    /// later: a cancelled append has written nothing.
    /// </param>
    /// <returns>The positions in the order of the entries.</returns>
    /// <exception cref="ArgumentException">A key, a payload or the whole call is over its named limit.</exception>
    /// <exception cref="EventLogFailedException">A write failed, now or earlier; the outcome is unknown.</exception>
    /// <exception cref="ObjectDisposedException">The log is disposed; nothing was written.</exception>
    public ValueTask<LogPosition[]> AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        cancellationToken.ThrowIfCancellationRequested();
        if (entries.Count == 0) return ValueTask.FromResult<LogPosition[]>([]);

        // The writer's thread calls no code of the caller, such as a list of its own making.
        var array = entries as LogEntry[] ?? [.. entries];
        var request = new AppendRequest(array, CheckedSizeBytes(array));
        queue.Enqueue(request, cancellationToken);
        return new ValueTask<LogPosition[]>(request.Task);
    }

    /// <summary>The first offset that can be read; above 0 only if the oldest segment files were deleted.</summary>
    public long StartOffset(int partition) => Checked(partition).StartOffset;

    /// <summary>The offset that the next record gets, counting durable records only.</summary>
    public long EndOffset(int partition) => Checked(partition).EndOffset;

    /// <summary>
    /// Reads from an offset on, waiting until there is at least one durable record. Returns 1 to
    /// <paramref name="maxRecords"/> records in order, up to <see cref="EventLogOptions.ReadBytesMax"/>; fewer than
    /// there are when a file ends. The disk is read on the calling thread. See <see cref="LogRecord"/> for who owns
    /// the memory.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is below StartOffset.</exception>
    /// <exception cref="EventLogDamagedException">A record there is not what was written.</exception>
    /// <exception cref="EventLogFailedException">The writer has failed, so waiting would be in vain.</exception>
    /// <exception cref="ObjectDisposedException">The log is disposed, so waiting would be in vain.</exception>
    public async ValueTask<IReadOnlyList<LogRecord>> ReadAsync(
        int partition, long fromOffset, int maxRecords, CancellationToken cancellationToken)
    {
        var log = Checked(partition);
        CheckRange(log, fromOffset, maxRecords);
        cancellationToken.ThrowIfCancellationRequested();
        while (log.WhenGrown(fromOffset) is { } grown) await grown.WaitAsync(cancellationToken).ConfigureAwait(false);
        return readers[partition].Read(fromOffset, maxRecords);
    }

    /// <summary>As ReadAsync, but returns false instead of waiting.</summary>
    public bool TryRead(int partition, long fromOffset, int maxRecords, out IReadOnlyList<LogRecord> records)
    {
        CheckRange(Checked(partition), fromOffset, maxRecords);
        records = readers[partition].Read(fromOffset, maxRecords);
        return records.Count > 0;
    }

    /// <summary>
    /// Refuses new appends, finishes those accepted (those still waiting for room get an ObjectDisposedException),
    /// seals the files so that the next Open is quick, and releases the folder.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        static ObjectDisposedException Disposed() => new(nameof(EmbeddedLog));
        queue.Close(Disposed);
        await writer.Stopped.ConfigureAwait(false);
        foreach (var partition in partitions) partition.Close(Disposed);
        disk.Dispose();
        folderLock.Dispose();
    }

    private static IDisposable Lock(IDisk disk, string folder)
    {
        try
        {
            return disk.Lock(Path.Combine(folder, LogFolder.LockName));
        }
        catch (IOException inner)
        {
            throw new EventLogLockedException(folder, inner);
        }
    }

    private static void CheckRange(PartitionLog log, long fromOffset, int maxRecords)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromOffset, log.StartOffset);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRecords, 1);
    }

    private PartitionLog Checked(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, partitions.Length);
        return partitions[partition];
    }

    private long CheckedSizeBytes(LogEntry[] entries)
    {
        var bytes = 0L;
        foreach (var entry in entries)
        {
            if (entry.Payload.Length > options.RecordBytesMax)
                throw TooLarge(
                    "a payload", entry.Payload.Length, options.RecordBytesMax, nameof(options.RecordBytesMax));
            if (entry.Key.Length > options.KeyBytesMax)
                throw TooLarge("a key", entry.Key.Length, options.KeyBytesMax, nameof(options.KeyBytesMax));
            bytes += RecordFrame.SizeOf(entry);
        }

        if (bytes > options.QueuedBytesMax)
            throw TooLarge("the append", bytes, options.QueuedBytesMax, nameof(options.QueuedBytesMax));
        return bytes;
    }

    private static ArgumentException TooLarge(string what, long bytes, long limit, string name) =>
        new($"{what} has {bytes} bytes; {name} allows {limit}");
}
