using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Kafka.Consuming;

/// <summary>
/// Thread that asks the brokers for the bounds of partitions: before one is read, while it is paused (nothing else
/// would show its lag), and of one partition at every turn, which shows whether a broker answers at all. Owned by: the
/// reader.
/// </summary>
internal sealed class WatchLoop(
    string topic, IConsumer<Ignore, byte[]> consumer, PartitionFeed[] feeds, BrokerHealth health, ILogger log)
    : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);
    private const int TurnsBetweenCounts = 60;

    private readonly AutoResetEvent wake = new(false);
    private readonly string?[] reported = new string?[feeds.Length];
    private readonly CancellationTokenSource stop = new();
    private Thread? thread;
    private int known = feeds.Length;

    public void Start()
    {
        thread = new Thread(Run) { Name = "kafka-watch", IsBackground = true };
        thread.Start();
    }

    /// <summary>Requests a check soon.</summary>
    public void Wake() => wake.Set();

    public void Dispose()
    {
        stop.Cancel();
        wake.Set();
        thread?.Join();
        stop.Dispose();
        wake.Dispose();
    }

    private void Run()
    {
        try
        {
            for (var turn = 0; !stop.IsCancellationRequested; turn++)
            {
                Look(turn % feeds.Length);
                Report();
                if (turn % TurnsBetweenCounts == TurnsBetweenCounts - 1) CountPartitions();
                wake.WaitOne(Interval);
            }
        }
        catch (Exception fault)
        {
            // This is the root of the thread: readers must hear of any fault, or they would wait for ever.
            TopicLog.LoopFailed(log, "kafka-watch", fault);
            foreach (var feed in feeds) feed.Break(fault);
        }
    }

    // The first unanswered request ends the turn: the others would wait as long in vain.
    private void Look(int inTurn)
    {
        foreach (var feed in feeds)
        {
            if (stop.IsCancellationRequested) return;
            if (feed.State is FeedState.Checking || feed.IsPaused || feed.Partition == inTurn)
            {
                if (!TryAsk(feed)) return;
            }
            else if (feed.State is FeedState.Reading)
            {
                UseFetched(feed);
            }
        }
    }

    private bool TryAsk(PartitionFeed feed)
    {
        try
        {
            var bounds = consumer.QueryWatermarkOffsets(new TopicPartition(topic, feed.Partition), AnswerTimeout);
            health.Answered();
            feed.Check(bounds.Low, bounds.High);
            return true;
        }
        catch (KafkaException fault) when (!fault.Error.IsLocalError)
        {
            // A broker answered with an error of this partition; usually its leader is moving. The next turn asks
            // again.
            health.Answered();
            TopicLog.BoundsUnknown(log, feed.Partition, fault.Error.Code.ToString());
            return true;
        }
        catch (KafkaException fault)
        {
            health.Fails(fault.Error.Reason);
            return false;
        }
    }

    /// <summary>Uses the end of the partition, which comes with each answer to a fetch.</summary>
    private void UseFetched(PartitionFeed feed)
    {
        try
        {
            var bounds = consumer.GetWatermarkOffsets(new TopicPartition(topic, feed.Partition));
            if (!bounds.High.IsSpecial) feed.EndsAt(bounds.High);
        }
        catch (KafkaException)
        {
            // It is not fetched yet; its turn to be asked will come.
        }
    }

    private void Report()
    {
        foreach (var feed in feeds)
        {
            var stopped = feed.StoppedBecause;
            if (stopped == reported[feed.Partition]) continue;
            if (stopped is null) TopicLog.GoesOn(log, feed.Partition);
            else TopicLog.Stopped(log, stopped);
            reported[feed.Partition] = stopped;
        }
    }

    private void CountPartitions()
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        try
        {
            var now = admin.GetMetadata(topic, AnswerTimeout).Topics.FirstOrDefault()?.Partitions.Count ?? 0;
            if (now > known) TopicLog.Grown(log, now, feeds.Length);
            known = Math.Max(known, now);
        }
        catch (KafkaException)
        {
            // The next look reports that no broker answers.
        }
    }
}
