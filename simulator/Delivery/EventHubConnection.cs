using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace PatientFlow.Simulator.Delivery;

/// <summary>
/// An Event Hubs connection string, taken apart. <c>UseDevelopmentEmulator=true</c> means plain HTTP, as for the
/// official emulator.
/// </summary>
internal sealed record EventHubConnection
{
    private const string DefaultHub = "healthcare-analytics-eh";

    /// <summary>The hub: <c>https://{namespace}/{hub}</c>.</summary>
    public required Uri Hub { get; init; }

    public required string KeyName { get; init; }

    /// <summary>The shared access key: never shown, never logged.</summary>
    public required string Key { private get; init; }

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="FormatException">It lacks a part; the message names it and never shows the key.</exception>
    public static EventHubConnection Parse(string text)
    {
        if (!text.Contains("SharedAccessKey", StringComparison.Ordinal))
            throw new FormatException(
                "The connection string has no SharedAccessKey, so nothing could be sent with it.");

        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(part => part[0], part => part.Length > 1 ? part[1] : "", StringComparer.OrdinalIgnoreCase);
        string Part(string name) => parts[name].FirstOrDefault(value => value.Length > 0)
            ?? throw new FormatException($"The connection string has no {name}.");

        if (!Uri.TryCreate(Part("Endpoint"), UriKind.Absolute, out var endpoint))
            throw new FormatException("The Endpoint of the connection string is not an address such as sb://name/.");

        var plain = parts["UseDevelopmentEmulator"].Contains("true", StringComparer.OrdinalIgnoreCase);
        var hub = parts["EntityPath"].FirstOrDefault(value => value.Length > 0) ?? DefaultHub;
        return new EventHubConnection
        {
            Hub = new Uri($"{(plain ? "http" : "https")}://{endpoint.Authority}/{hub}"),
            KeyName = Part("SharedAccessKeyName"),
            Key = Part("SharedAccessKey"),
        };
    }

    /// <summary>
    /// A shared access signature for the hub. Source: "Authorize access to Event Hubs using Shared Access
    /// Signatures", Microsoft Learn.
    /// </summary>
    public string Token(DateTimeOffset expires)
    {
        var resource = WebUtility.UrlEncode(Hub.AbsoluteUri);
        var seconds = expires.ToUnixTimeSeconds();
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{resource}\n{seconds}"));
        var signed = WebUtility.UrlEncode(Convert.ToBase64String(signature));
        return $"sr={resource}&sig={signed}&se={seconds}&skn={KeyName}";
    }

    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"{Hub} as {KeyName}";
}
