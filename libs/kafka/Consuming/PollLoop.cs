using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Kafka.Consuming;

/// <summary>
/// Thread that polls librdkafka and passes each message to its partition. Assigning, pausing and resuming happen only
/// on this thread. Owned by: the reader.
/// </summary>
internal sealed class PollLoop(
    string topic, IConsumer<Ignore, byte[]> consumer, PartitionFeed[] feeds, BrokerHealth health, ILogger log)
    : IDisposable
{
    // Limits how long a partition waits to be started or resumed while no message arrives.
    private static readonly TimeSpan PollMax = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<PartitionFeed> toServe = new();
    private readonly HashSet<int> assigned = [];
    private readonly HashSet<int> paused = [];
    private readonly CancellationTokenSource stop = new();
    private Thread? thread;

    public void Start()
    {
        thread = new Thread(Run) { Name = "kafka-poll", IsBackground = true };
        thread.Start();
    }

    /// <summary>Requests that a partition is started, or resumed because it has room again.</summary>
    public void Serve(PartitionFeed feed) => toServe.Enqueue(feed);

    public void Dispose()
    {
        stop.Cancel();
        thread?.Join();
        stop.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                while (toServe.TryDequeue(out var feed)) BeginOrResume(feed);
                PollOnce();
            }

            consumer.Close();
        }
        catch (Exception fault)
        {
            // This is the root of the thread: readers must hear of any fault, or they would wait for ever.
            TopicLog.LoopFailed(log, "kafka-poll", fault);
            foreach (var feed in feeds) feed.Break(fault);
        }
    }

    private void BeginOrResume(PartitionFeed feed)
    {
        var place = new TopicPartition(topic, feed.Partition);
        if (feed.BeginReading() is { } offset)
        {
            // Unassigned first, so that nothing fetched for another position remains.
            if (assigned.Remove(feed.Partition)) consumer.IncrementalUnassign([place]);
            consumer.IncrementalAssign([new TopicPartitionOffset(place, offset)]);
            assigned.Add(feed.Partition);
            paused.Remove(feed.Partition);
            if (feed.IsPaused) Pause(feed.Partition);
        }
        else if (!feed.IsPaused && paused.Remove(feed.Partition))
        {
            consumer.Resume([place]);
        }
    }

    private void PollOnce()
    {
        try
        {
            if (consumer.Consume(PollMax) is not { } message) return;
            health.Answered();
            var time = message.Message.Timestamp is { Type: not TimestampType.NotAvailable } stamp
                ? stamp.UtcDateTime
                : DateTime.UnixEpoch; // The same at every replay, unlike a clock.
            var record = new TopicRecord(message.Offset, time, message.Message.Value ?? []);
            if (feeds[message.Partition].Arrived(record)) Pause(message.Partition);
        }
        catch (ConsumeException fault) when (!fault.Error.IsFatal)
        {
            Failed(fault);
        }
    }

    private void Pause(int partition)
    {
        if (paused.Add(partition)) consumer.Pause([new TopicPartition(topic, partition)]);
    }

    private void Failed(ConsumeException fault)
    {
        if (fault.ConsumerRecord?.Partition is { IsSpecial: false } partition && partition < feeds.Length)
        {
            TopicLog.PartitionFailed(log, partition, fault.Error.Code.ToString(), fault.Error.Reason);
            feeds[partition].Recheck();
        }
        else
        {
            health.Failed(fault.Error);
        }
    }
}
