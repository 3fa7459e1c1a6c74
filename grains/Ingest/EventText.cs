using System.Text;
using System.Text.Unicode;

namespace PatientFlow.Ingest;

/// <summary>Converts payloads to text for the tables.</summary>
public static class EventText
{
    /// <summary>Returns the payload as text, and its exact bytes if it is not valid UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> payload, out string? base64)
    {
        base64 = Utf8.IsValid(payload) ? null : Convert.ToBase64String(payload);
        return Encoding.UTF8.GetString(payload);
    }

    /// <summary>
    /// Returns the payload if it is valid UTF-8; otherwise invalid bytes are replaced, as in <see cref="Of"/>.
    /// </summary>
    public static ReadOnlyMemory<byte> Utf8Of(ReadOnlyMemory<byte> payload) => Utf8.IsValid(payload.Span)
        ? payload
        : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(payload.Span));
}
