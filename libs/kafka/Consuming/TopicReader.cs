using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Kafka.Consuming;

/// <summary>
/// Reads the partitions of a topic, each from the offset that its reader asks for and never from "latest": positions
/// are the reader's alone, so partitions are assigned, not subscribed to, and nothing is ever committed to a consumer
/// group. Broker loss is ridden out and reported; a gap stops its partition and no other.
/// </summary>
/// <remarks>
/// Two threads: one polls librdkafka, which blocks; one asks for the bounds of the partitions, which blocks longer.
/// What one partition does not take waits in its own bounded buffer while the others go on.
/// </remarks>
public sealed class TopicReader : IDisposable
{
    // A consumer needs a name of a group even where it joins none and commits nothing.
    private const string GroupName = "patientflow";

    // What librdkafka fetches ahead, beside our own buffers: a pause throws it away, so it is small.
    private const int FetchedAheadRecords = 2_000;
    private const int FetchedAheadKilobytes = 32 * 1024;

    // A partition that is resumed waits for the request under way, which a broker holds this long while it has nothing.
    private const int FetchWaitMilliseconds = 50;

    // How long a partition of which that much is fetched waits before it is fetched again; by default a second, in which we
    // have long taken it.
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

    /// <summary>Partitions of the topic when it was opened.</summary>
    public int PartitionCount => feeds.Length;

    /// <summary>Why no broker answers; null where one does.</summary>
    public string? Trouble => health.Trouble;

    /// <summary>Opens a topic; blocks until a broker has answered.</summary>
    /// <exception cref="TopicException">No broker answers, or no such topic.</exception>
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
    /// The messages of a partition from an offset on, inclusive and without a hole; waits for the first. For one reader
    /// a partition at a time. Reading from another place than where the last read ended starts there anew.
    /// </summary>
    /// <exception cref="OffsetGapException">They cannot be had any more; asking again looks again.</exception>
    public ValueTask<IReadOnlyList<TopicRecord>> ReadAsync(
        int partition, long fromOffset, int maxRecords, CancellationToken cancellationToken) =>
        feeds[partition].ReadAsync(fromOffset, maxRecords, cancellationToken);

    /// <summary>The offset after the last message of a partition, as far as known.</summary>
    public long EndOffset(int partition) => feeds[partition].End;

    /// <summary>Asks a broker where a partition begins and ends now; blocks.</summary>
    /// <exception cref="TopicException">None answers.</exception>
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

    /// <summary>Why a partition is stopped; null where it is not.</summary>
    public string? StoppedBecause(int partition) => feeds[partition].StoppedBecause;

    /// <summary>Ends both threads and leaves the brokers. Harmless when repeated, as hosts do.</summary>
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
