using System.Security.Cryptography.X509Certificates;
using System.Text;
using Amqp;
using Amqp.Listener;

namespace PatientFlow.Tests.Hub;

/// <summary>
/// An Event Hub on loopback that speaks its real protocol, AMQP 1.0, and fails in its ways when a test says so. What a
/// green run does not prove: quotas and latencies of the real one, its DNS, its tokens' contents, its geo-replication.
/// </summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly HubListener listener;
    private readonly ContainerHost host;
    private readonly HubLinks links;
    private readonly List<string> tokens = [];
    private int turn;

    private TestHub(int partitions, X509Certificate2? certificate)
    {
        Partitions = [.. Enumerable.Range(0, partitions).Select(p => new HubPartition(p, TimeProvider.System))];
        listener = new HubListener(certificate);
        links = new HubLinks(this);
        host = new ContainerHost(new Address("localhost", listener.Port, null, null, "/", "hub"));
        host.CustomTransports["hub"] = listener;
        var sasl = host.Listeners[0].SASL;
        sasl.EnableAnonymousMechanism = true;
        sasl.EnableMechanism(AnyoneMayIn.Mechanisms, new AnyoneMayIn());
        host.RegisterRequestProcessor("$cbs", new TokenNode(Faults, tokens));
        host.RegisterRequestProcessor("$management", new ManagementNode(this));
        host.RegisterLinkProcessor(links);
    }

    public string Name => "events";

    public IReadOnlyList<HubPartition> Partitions { get; }

    public HashSet<string> Groups { get; } = ["$Default", "flow"];

    public HubFaults Faults { get; } = new();

    public DateTime CreatedAt { get; private set; } = DateTime.UtcNow;

    public int Port => listener.Port;

    /// <summary>Opens it without encryption, which is how Azure's client speaks to an emulator.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://localhost:{Port};SharedAccessKeyName=flow;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true;EntityPath={Name}";

    /// <summary>Kinds of the tokens that were given.</summary>
    public IReadOnlyList<string> Tokens
    {
        get
        {
            lock (tokens) return [.. tokens];
        }
    }

    /// <summary>Connections that were taken so far.</summary>
    public int Connections => listener.Taken;

    /// <summary>Readers that are attached now.</summary>
    public int Readers => links.Readers;

    /// <summary>All events, of all partitions.</summary>
    public IEnumerable<StoredEvent> Events => Partitions.SelectMany(p => p.Events);

    /// <summary>One that takes connections; encrypted where there is a certificate.</summary>
    public static TestHub Start(int partitions, X509Certificate2? certificate = null)
    {
        var hub = new TestHub(partitions, certificate);
        hub.host.Open();
        return hub;
    }

    /// <summary>Events come into a partition, by no producer.</summary>
    public void Append(int partition, params IEnumerable<string> bodies)
    {
        foreach (var body in bodies) Partitions[partition].Append(Encoding.UTF8.GetBytes(body), key: null);
    }

    /// <summary>The network loses every connection.</summary>
    public void LoseConnections() => listener.Break();

    /// <summary>The network is away until it is plugged in.</summary>
    public void Unplug() => listener.Unplug();

    public void Plug() => listener.Plug();

    /// <summary>The hub is deleted and made again under its name: its numbers begin at 0.</summary>
    public void MakeAnew()
    {
        foreach (var partition in Partitions) partition.Clear();
        CreatedAt = DateTime.UtcNow;
        LoseConnections();
    }

    /// <summary>Where a key's events go; those without one go round.</summary>
    internal HubPartition PartitionOf(string? key)
    {
        var number = key is null
            ? (uint)Interlocked.Increment(ref turn)
            : Encoding.UTF8.GetBytes(key).Aggregate(2166136261u, (hash, b) => (hash ^ b) * 16777619u);
        return Partitions[(int)(number % (uint)Partitions.Count)];
    }

    public ValueTask DisposeAsync()
    {
        host.Close();
        return ValueTask.CompletedTask;
    }
}
