using System.Runtime.InteropServices;
using PatientFlow.Kafka;

namespace PatientFlow.Tests.Support;

/// <summary>
/// librdkafka's own brokers on loopback: the real protocol over TCP, about the last 5 MB of a partition, no disk, no
/// authentication. What is green here says nothing about TLS, SASL, quotas or a broker that comes back without its log.
/// </summary>
internal sealed class MockCluster : IDisposable
{
    private const int Producer = 0;

    private readonly nint client;
    private readonly nint cluster;

    private MockCluster(int brokers)
    {
        client = MockApi.NewClient(Producer, MockApi.NewConfiguration(), 0, 0);
        cluster = MockApi.NewCluster(client, brokers);
        BrokerCount = brokers;
        Brokers = Marshal.PtrToStringUTF8(MockApi.Bootstraps(cluster)) ?? "";
    }

    /// <summary>What a client begins with.</summary>
    public string Brokers { get; }

    /// <summary>Their number; ids begin at 1.</summary>
    public int BrokerCount { get; }

    /// <summary>Starts one.</summary>
    public static MockCluster Start(int brokers = 3) => new(brokers);

    /// <summary>Makes a topic.</summary>
    public TopicAddress Topic(string name, int partitions)
    {
        Assert.Equal(0, MockApi.CreateTopic(cluster, name, partitions, Math.Min(BrokerCount, 2)));
        return TopicAddress.OfBrokers(Brokers, name);
    }

    /// <summary>Gives a partition to a broker.</summary>
    public void MoveLeader(TopicAddress topic, int partition, int broker) =>
        Assert.Equal(0, MockApi.SetLeader(cluster, topic.Topic, partition, broker));

    /// <summary>All brokers close their connections and take no new ones.</summary>
    public void Stop()
    {
        for (var b = 1; b <= BrokerCount; b++) Assert.Equal(0, MockApi.SetDown(cluster, b));
    }

    /// <summary>All brokers answer again, on the same ports.</summary>
    public void GoOn()
    {
        for (var b = 1; b <= BrokerCount; b++) Assert.Equal(0, MockApi.SetUp(cluster, b));
    }

    /// <summary>The next requests of a kind are answered with these errors.</summary>
    public void Fail(RequestKind request, params int[] errors) =>
        MockApi.PushErrors(cluster, (short)request, (nuint)errors.Length, errors);

    public void Dispose()
    {
        MockApi.DestroyCluster(cluster);
        MockApi.DestroyClient(client);
    }
}
