namespace PatientFlow.EventLog;

/// <summary>
/// The one thread that writes. It takes every append that waits as one group, writes each touched partition, syncs
/// each touched file, then lets readers see the group and completes its callers.
/// </summary>
/// <remarks>
/// Exceptions: whatever goes wrong here ends the writer for good. The group, all that wait, and all later appends
/// get an <see cref="EventLogFailedException"/>; readers keep what was durable before.
/// </remarks>
internal sealed class LogWriter
{
    private readonly IDisk disk;
    private readonly AppendQueue queue;
    private readonly PartitionLog[] partitions;
    private readonly PartitionAppender[] appenders;
    private readonly TimeProvider time;
    private readonly long groupBytesMax;
    private readonly List<AppendRequest> group = [];
    private readonly List<IDiskFile> touched = [];
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogWriter(
        IDisk disk, AppendQueue queue, PartitionLog[] partitions, PartitionAppender[] appenders,
        TimeProvider time, long groupBytesMax)
    {
        this.disk = disk;
        this.queue = queue;
        this.partitions = partitions;
        this.appenders = appenders;
        this.time = time;
        this.groupBytesMax = groupBytesMax;
    }

    /// <summary>Ends when the queue is closed and drained, or the writer has failed. Never faults.</summary>
    public Task Stopped => stopped.Task;

    public void Start() => new Thread(Run) { Name = "eventlog-writer", IsBackground = true }.Start();

    private void Run()
    {
        try
        {
            while (queue.TakeGroup(group, groupBytesMax)) Append();
            foreach (var appender in appenders) appender.Seal();
        }
        catch (Exception fault)
        {
            // This is the root of the thread. After any fault the files' state is unknown: the log fails for good.
            Fail(fault);
        }
        finally
        {
            foreach (var appender in appenders) appender.Dispose();
            stopped.SetResult();
        }
    }

    private void Append()
    {
        foreach (var request in group) Encode(request);
        touched.Clear();
        foreach (var appender in appenders)
            if (appender.IsTouched) touched.Add(appender.Write());
        disk.SyncAll(touched);
        foreach (var appender in appenders)
            if (appender.IsTouched) appender.Publish();

        var bytes = 0L;
        foreach (var request in group)
        {
            bytes += request.SizeBytes;
            request.SetResult(request.Positions);
        }

        group.Clear();
        queue.Release(bytes);
    }

    private void Encode(AppendRequest request)
    {
        var now = Micros.Now(time);
        for (var i = 0; i < request.Entries.Length; i++)
        {
            var entry = request.Entries[i];
            var partition = Partitioner.Of(entry.Key.Span, appenders.Length);
            request.Positions[i] = appenders[partition].Add(entry, now);
        }
    }

    private void Fail(Exception cause)
    {
        EventLogFailedException Failure() => new(cause);
        queue.Fail(Failure);
        foreach (var partition in partitions) partition.Close(Failure);
        foreach (var request in group) request.TrySetException(Failure());
    }
}
