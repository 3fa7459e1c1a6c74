using System.Text;
using System.Text.Unicode;

namespace PatientFlow.Ingest;

/// <summary>The text of a payload for the tables.</summary>
public static class EventText
{
    /// <summary>The payload as text, and its exact bytes where it is no UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> payload, out string? base64)
    {
        base64 = Utf8.IsValid(payload) ? null : Convert.ToBase64String(payload);
        return Encoding.UTF8.GetString(payload);
    }

    /// <summary>The payload where it is UTF-8, else with what is none replaced, as in <see cref="Of"/>.</summary>
    public static ReadOnlyMemory<byte> Utf8Of(ReadOnlyMemory<byte> payload) => Utf8.IsValid(payload.Span)
        ? payload
        : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(payload.Span));
}
