using System.Security.Cryptography;
using System.Text;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Alerts;

/// <summary>The secret shared with the receiver of alerts. Source: Standard Webhooks 1.0, "Signature scheme".</summary>
internal sealed class WebhookKey
{
    private const string Prefix = "whsec_";

    private readonly byte[] key;

    private WebhookKey(byte[] key) => this.key = key;

    /// <summary>Parses <c>whsec_</c> followed by the base64 of 24 to 64 bytes.</summary>
    /// <exception cref="CommandException">The text has another form. The message does not repeat it.</exception>
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

    /// <summary>
    /// Returns the header <c>webhook-signature</c>: <c>v1,</c> and the HMAC-SHA256 of id, time and body.
    /// </summary>
    /// <param name="id">Value of the header <c>webhook-id</c>.</param>
    /// <param name="timestamp">Value of the header <c>webhook-timestamp</c>, seconds since 1970.</param>
    /// <param name="body">The request body.</param>
    public string Sign(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
