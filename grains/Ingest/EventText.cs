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
}
