using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Simulator.Delivery;

/// <summary>What a payload that somebody else wrote says of itself: message key and time, where it says them.</summary>
/// <param name="Key">The patient's id, else the event's; null for neither.</param>
/// <param name="Time">The event's time, UTC.</param>
internal readonly record struct PayloadFields(byte[]? Key, DateTime? Time)
{
    /// <summary>Reads them; nothing of what is no JSON object.</summary>
    public static PayloadFields Read(ReadOnlyMemory<byte> payload)
    {
        string? patient = null, id = null, time = null;
        try
        {
            var json = new Utf8JsonReader(payload.Span);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return default;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString();
                json.Read();
                var text = json.TokenType == JsonTokenType.String ? json.GetString() : null;
                if (name == "patient_id") patient = text;
                else if (name == "event_id") id = text;
                else if (name == "event_timestamp") time = text;
                json.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return default;
        }

        var key = string.IsNullOrEmpty(patient) ? id : patient;
        return new PayloadFields(string.IsNullOrEmpty(key) ? null : Encoding.UTF8.GetBytes(key), Parse(time));
    }

    private static DateTime? Parse(string? text) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;
}
