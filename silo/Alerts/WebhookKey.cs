using System.Security.Cryptography;
using System.Text;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Alerts;

/// <summary>The secret that a receiver of alerts shares. Source: Standard Webhooks 1.0, "Signature scheme".</summary>
internal sealed class WebhookKey
{
    private const string Prefix = "whsec_";

    private readonly byte[] key;

    private WebhookKey(byte[] key) => this.key = key;

    /// <summary>Reads <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
    /// <exception cref="CommandException">It is something else. The message does not repeat it.</exception>
    public static WebhookKey Parse(string text)
    {
        var bytes = new byte[64];
        return text.Trim() is var secret && secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) && length >= 24
                ? new WebhookKey(bytes[..length])
                : throw new CommandException(
                    "The webhook's secret must be whsec_ and the base64 of 24 to 64 bytes. This makes one: "
                    + "echo \"whsec_$(openssl rand -base64 32)\"");
    }

    /// <summary>The header <c>webhook-signature</c>: <c>v1,</c> and HMAC-SHA256 over id, time and body.</summary>
    /// <param name="id">Header <c>webhook-id</c>.</param>
    /// <param name="timestamp">Header <c>webhook-timestamp</c>, seconds since 1970.</param>
    /// <param name="body">What is posted.</param>
    public string Sign(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
