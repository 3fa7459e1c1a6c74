using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Kafka.Consuming;

/// <summary>
/// Reads the partitions of a topic, each from the offset that its reader requests and never from "latest". The reader
/// alone keeps positions, so partitions are assigned rather than subscribed, and nothing is committed to a consumer
/// group. A loss of brokers is reported and survived; a gap stops only its partition.
/// </summary>
/// <remarks>
/// It uses two threads: one polls librdkafka, which blocks; the other asks for the bounds of partitions, which blocks
/// longer. Messages that a partition's reader has not taken wait in a bounded buffer while other partitions continue.
/// </remarks>
public sealed class TopicReader : IDisposable
{
    // A consumer needs the name of a group even if it joins none and commits nothing.
    private const string GroupName = "patientflow";

    // What librdkafka prefetches besides our own buffers. A pause discards it, so it is small.
    private const int FetchedAheadRecords = 2_000;
    private const int FetchedAheadKilobytes = 32 * 1024;

    // A resumed partition waits for the current request, which a broker holds for this long if it has no data.
    private const int FetchWaitMilliseconds = 50;

    // How long a partition with that much prefetched waits for its next fetch. The default is a second, and we take it
    // sooner.
    private const int FetchedAheadPauseMilliseconds = 20;

    private static readonly TimeSpan BoundsTimeout = TimeSpan.FromSeconds(15);

    private readonly string topic;
    private readonly IConsumer<Ignore, byte[]> consumer;
    private readonly PartitionFeed[] feeds;
    private readonly BrokerHealth health;
    private readonly PollLoop poll;
    private readonly WatchLoop watch;
    private int disposed;

    private TopicReader(
        TopicAddress address, IConsumer<Ignore, byte[]> consumer, int partitions, TopicReaderOptions options,
        BrokerHealth health, ILogger log)
    {
        topic = address.Topic;
        this.consumer = consumer;
        this.health = health;
        feeds = new PartitionFeed[partitions];
        poll = new PollLoop(address.Topic, consumer, feeds, health, log);
        watch = new WatchLoop(address.Topic, consumer, feeds, health, log);
        for (var p = 0; p < partitions; p++) feeds[p] = new PartitionFeed(p, options, watch.Wake, poll.Serve);
        poll.Start();
        watch.Start();
    }

    /// <summary>Number of partitions of the topic when it was opened.</summary>
    public int PartitionCount => feeds.Length;

    /// <summary>Why no broker answers; null if one does.</summary>
    public string? Trouble => health.Trouble;

    /// <summary>Opens a topic; blocks until a broker has answered.</summary>
    /// <exception cref="TopicException">No broker answers, or the topic does not exist.</exception>
    public static TopicReader Open(TopicAddress address, TopicReaderOptions options, ILogger log)
    {
        var health = new BrokerHealth(address.ToString(), log);
        var consumer = new ConsumerBuilder<Ignore, byte[]>(Config(address))
            .SetErrorHandler((_, error) => health.Failed(error))
            .SetLogHandler((_, message) => TopicLog.Librdkafka(log, message.Facility, message.Message))
            .Build();
        try
        {
            var partitions = TopicMetadata.CountPartitions(consumer, address, options.OpenTimeout, health);
            return new TopicReader(address, consumer, partitions, options, health, log);
        }
        catch
        {
            // Whatever failed, nobody else will dispose of the consumer.
            consumer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Returns the messages of a partition from an offset on, inclusive and without a hole; waits for the first. A
    /// partition has one reader at a time. An offset that does not follow the last read starts again there.
    /// </summary>
    /// <exception cref="OffsetGapException">They are no longer available; another call checks again.</exception>
    public ValueTask<IReadOnlyList<TopicRecord>> ReadAsync(
        int partition, long fromOffset, int maxRecords, CancellationToken cancellationToken) =>
        feeds[partition].ReadAsync(fromOffset, maxRecords, cancellationToken);

    /// <summary>The offset after the last message of a partition, as far as known.</summary>
    public long EndOffset(int partition) => feeds[partition].End;

    /// <summary>Asks a broker for the current bounds of a partition; blocks.</summary>
    /// <exception cref="TopicException">No broker answers.</exception>
    public TopicBounds AskBounds(int partition)
    {
        try
        {
            var bounds = consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), BoundsTimeout);
            return new TopicBounds(bounds.Low, bounds.High);
        }
        catch (KafkaException fault)
        {
            throw new TopicException($"No broker says where partition {partition} of {topic} ends: {fault.Error.Reason}.", fault);
        }
    }

    /// <summary>Why a partition is stopped; null if it is not.</summary>
    public string? StoppedBecause(int partition) => feeds[partition].StoppedBecause;

    /// <summary>Ends both threads and disconnects. It may be called repeatedly, as hosts do.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        watch.Dispose();
        poll.Dispose();
        consumer.Dispose();
    }

    private static ConsumerConfig Config(TopicAddress address) => new(address.ClientConfig())
    {
        GroupId = GroupName,
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        AutoOffsetReset = AutoOffsetReset.Error,
        AllowAutoCreateTopics = false,
        FetchWaitMaxMs = FetchWaitMilliseconds,
        QueuedMinMessages = FetchedAheadRecords,
        FetchQueueBackoffMs = FetchedAheadPauseMilliseconds,
        QueuedMaxMessagesKbytes = FetchedAheadKilobytes,
        ConsumeResultFields = "timestamp",
    };
}
