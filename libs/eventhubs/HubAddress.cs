using Azure.Core;
using Azure.Messaging.EventHubs;

namespace PatientFlow.EventHubs;

/// <summary>
/// Address of an Event Hub with its credentials: an identity or a connection string. Its text never shows a secret.
/// </summary>
public sealed class HubAddress
{
    /// <summary>Default name of the hub.</summary>
    public const string DefaultHub = "healthcare-analytics-eh";

    private readonly string? connectionString;
    private readonly TokenCredential? identity;
    private readonly Uri? gateway;

    private HubAddress(string host, string hub, string? connectionString, TokenCredential? identity, Uri? gateway)
    {
        Namespace = host;
        Hub = hub;
        this.connectionString = connectionString;
        this.identity = identity;
        this.gateway = gateway;
    }

    /// <summary>Host of the namespace, such as <c>NAME.servicebus.windows.net</c>.</summary>
    public string Namespace { get; }

    /// <summary>Name of the hub.</summary>
    public string Hub { get; }

    /// <summary>Whether an identity opens the hub, rather than a key.</summary>
    public bool IsByIdentity => identity is not null;

    /// <summary>Creates the address of a hub that an identity may use.</summary>
    /// <param name="host">Host of the namespace. With a port it is a gateway in front of it, reached by TLS.</param>
    /// <param name="hub">Name of the hub; null for <see cref="DefaultHub"/>.</param>
    /// <param name="identity">The identity that requests tokens.</param>
    /// <exception cref="FormatException">It is not the name of a host.</exception>
    public static HubAddress OfNamespace(string host, string? hub, TokenCredential identity)
    {
        if (!Uri.TryCreate($"sb://{host}", UriKind.Absolute, out var address) || address.Host.Length == 0
            || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
            throw new FormatException(
                $"The namespace must be a host such as NAME.servicebus.windows.net; '{host}' is not.");
        return new HubAddress(
            address.Host, hub ?? DefaultHub, connectionString: null, identity, address.IsDefaultPort ? null : address);
    }

    /// <summary>
    /// Creates an address from a connection string. <c>UseDevelopmentEmulator=true</c> means an emulator without
    /// encryption.
    /// </summary>
    /// <param name="connectionString">Connection string of the hub or its namespace, as the portal shows it.</param>
    /// <param name="hub">
    /// Name of the hub; null for the string's EntityPath or, without one, <see cref="DefaultHub"/>.
    /// </param>
    /// <exception cref="FormatException">A part is missing; the message names it and shows no secret.</exception>
    public static HubAddress OfConnectionString(string connectionString, string? hub)
    {
        var parts = Parse(connectionString);
        if (parts.Endpoint is not { } endpoint)
            throw new FormatException("The connection string has no Endpoint (sb://NAMESPACE.servicebus.windows.net/).");
        if (string.IsNullOrEmpty(parts.SharedAccessSignature)
            && (string.IsNullOrEmpty(parts.SharedAccessKeyName) || string.IsNullOrEmpty(parts.SharedAccessKey)))
            throw new FormatException(
                "The connection string has no SharedAccessKeyName and SharedAccessKey (a policy that may send or listen, and its key).");
        if (hub is not null && parts.EventHubName is { Length: > 0 } entity && hub != entity)
            throw new FormatException($"The connection string is for the hub {entity}, not for {hub}.");
        var name = hub ?? (string.IsNullOrEmpty(parts.EventHubName) ? DefaultHub : parts.EventHubName);
        return new HubAddress(endpoint.Host, name, connectionString, identity: null, gateway: null);
    }

    /// <summary>Returns the hub and its namespace, without secrets.</summary>
    public override string ToString() => $"{Hub} at {Namespace}";

    /// <summary>Creates a connection, which is opened on first use. Owned by: the caller.</summary>
    public EventHubConnection Connect() => identity is null
        ? new EventHubConnection(connectionString, Hub)
        : new EventHubConnection(
            Namespace, Hub, identity, new EventHubConnectionOptions { CustomEndpointAddress = gateway });

    private static EventHubsConnectionStringProperties Parse(string connectionString)
    {
        try
        {
            return EventHubsConnectionStringProperties.Parse(connectionString);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            // The library's message is dropped: it might repeat the text that it could not parse.
            throw new FormatException(
                "The connection string cannot be read; it should be Endpoint=sb://...;SharedAccessKeyName=...;SharedAccessKey=....");
        }
    }
}
