using Confluent.Kafka;

namespace PatientFlow.Kafka;

/// <summary>Address of a topic, with its brokers and credentials. Its text never shows a secret.</summary>
public sealed class TopicAddress
{
    /// <summary>Default hub if an Event Hubs connection string names none. Source: seed-spec section 4.</summary>
    public const string DefaultHub = "healthcare-analytics-eh";

    // Source: "Apache Kafka on Azure Event Hubs" and "Event Hubs emulator", Microsoft Learn.
    private const int EventHubsPort = 9093;
    private const int EmulatorPort = 9092;
    private const string EventHubsUser = "$ConnectionString";

    // Event Hubs closes connections that were idle for four minutes; closing them ourselves avoids a fault in the log.
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

    /// <summary>The initial brokers: <c>host:port,...</c>.</summary>
    public string Brokers { get; }

    /// <summary>Name of the topic; for Event Hubs, of the hub.</summary>
    public string Topic { get; }

    /// <summary>Creates the address of a topic whose brokers need no credentials.</summary>
    /// <exception cref="FormatException">The address of the brokers is invalid, or there is no topic.</exception>
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
    /// Creates the address of a hub from its connection string, for the Kafka endpoint of its namespace.
    /// <c>UseDevelopmentEmulator=true</c> means the official emulator, which does not encrypt.
    /// </summary>
    /// <param name="connectionString">Connection string, as the portal shows it.</param>
    /// <param name="hub">Name of the hub; null for the string's EntityPath or, without one, the default.</param>
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

    /// <summary>Returns the topic and its brokers, without secrets.</summary>
    public override string ToString() => $"{Topic} at {Brokers}";

    /// <summary>Returns the configuration that all clients of the topic share.</summary>
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

            // Our metrics go to a collector (docs/telemetry.md), so brokers are not asked whether they want them.
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
