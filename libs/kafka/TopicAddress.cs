using Confluent.Kafka;

namespace PatientFlow.Kafka;

/// <summary>A topic, where its brokers are, and what opens them. Its text never shows a secret.</summary>
public sealed class TopicAddress
{
    /// <summary>The hub where an Event Hubs connection string names none. Source: seed-spec section 4.</summary>
    public const string DefaultHub = "healthcare-analytics-eh";

    // Source: "Apache Kafka on Azure Event Hubs" and "Event Hubs emulator", Microsoft Learn.
    private const int EventHubsPort = 9093;
    private const int EmulatorPort = 9092;
    private const string EventHubsUser = "$ConnectionString";

    // Event Hubs closes what was idle for four minutes; a connection that we close ourselves is no fault in the log.
    private const int IdleMillisecondsMax = 180_000;
    private const int ReconnectMillisecondsMax = 2_000;

    private readonly string? password;
    private readonly bool encrypted;

    private TopicAddress(string brokers, string topic, string? password, bool encrypted)
    {
        Brokers = brokers;
        Topic = topic;
        this.password = password;
        this.encrypted = encrypted;
    }

    /// <summary>The brokers to begin with: <c>host:port,...</c>.</summary>
    public string Brokers { get; }

    /// <summary>The topic; of Event Hubs, the hub.</summary>
    public string Topic { get; }

    /// <summary>A topic of brokers that ask for no credentials.</summary>
    /// <exception cref="FormatException">Not an address of brokers, or no topic.</exception>
    public static TopicAddress OfBrokers(string brokers, string? topic)
    {
        foreach (var broker in brokers.Split(','))
            if (!Uri.TryCreate($"kafka://{broker.Trim()}", UriKind.Absolute, out var address)
                || address.Port <= 0 || address.Host.Length == 0 || address.PathAndQuery.Length > 1)
                throw new FormatException(
                    $"The brokers must be host:port, with commas between several; '{broker}' is not.");
        return string.IsNullOrWhiteSpace(topic)
            ? throw new FormatException("Brokers without a topic: name it with --topic.")
            : new TopicAddress(brokers, topic, password: null, encrypted: false);
    }

    /// <summary>
    /// A hub by its connection string, through the Kafka endpoint of its namespace. <c>UseDevelopmentEmulator=true</c>
    /// means the official emulator, which does not encrypt.
    /// </summary>
    /// <param name="connectionString">As the portal shows it.</param>
    /// <param name="hub">The hub; null for the string's EntityPath or, where it has none, the default.</param>
    /// <exception cref="FormatException">A part is missing; the message names it and shows no secret.</exception>
    public static TopicAddress OfEventHub(string connectionString, string? hub)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(
                part => part[0].Trim(), part => part.Length > 1 ? part[1].Trim() : "", StringComparer.OrdinalIgnoreCase);
        string? Part(string name) => parts[name].FirstOrDefault(value => value.Length > 0);
        string Required(string name, string meaning) => Part(name)
            ?? throw new FormatException($"The connection string has no {name} ({meaning}).");

        var server = Required("Endpoint", "sb://NAMESPACE.servicebus.windows.net/");
        if (!Uri.TryCreate(server, UriKind.Absolute, out var endpoint)
            || endpoint.Host.Length == 0)
            throw new FormatException(
                "The Endpoint of the connection string is no address such as sb://NAMESPACE.servicebus.windows.net/.");
        Required("SharedAccessKeyName", "the name of a policy that may send or listen");
        Required("SharedAccessKey", "the key of that policy");

        var entity = Part("EntityPath");
        if (hub is not null && entity is not null && hub != entity)
            throw new FormatException($"The connection string is for the hub {entity}, --topic names {hub}.");
        var emulator = parts["UseDevelopmentEmulator"].Contains("true", StringComparer.OrdinalIgnoreCase);
        return new TopicAddress(
            $"{endpoint.Host}:{(emulator ? EmulatorPort : EventHubsPort)}", hub ?? entity ?? DefaultHub,
            connectionString, encrypted: !emulator);
    }

    /// <summary>The topic and its brokers, nothing secret.</summary>
    public override string ToString() => $"{Topic} at {Brokers}";

    /// <summary>What every client of the topic is configured with.</summary>
    internal ClientConfig ClientConfig()
    {
        var config = new ClientConfig
        {
            BootstrapServers = Brokers,
            ClientId = "patientflow",
            SocketKeepaliveEnable = true,
            MetadataMaxAgeMs = IdleMillisecondsMax,
            ConnectionsMaxIdleMs = IdleMillisecondsMax,
            ReconnectBackoffMaxMs = ReconnectMillisecondsMax,

            // What we measure we tell a collector (docs/telemetry.md); brokers are not asked whether they want it too.
            EnableMetricsPush = false,
        };
        if (password is null) return config;
        config.SecurityProtocol = encrypted ? SecurityProtocol.SaslSsl : SecurityProtocol.SaslPlaintext;
        config.SaslMechanism = SaslMechanism.Plain;
        config.SaslUsername = EventHubsUser;
        config.SaslPassword = password;
        return config;
    }
}
