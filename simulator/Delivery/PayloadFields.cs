using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Simulator.Delivery;

/// <summary>The message key and the time that a recorded payload holds, where it holds them.</summary>
/// <param name="Key">The patient's id, else the event's, without blanks around it; null if there is neither.</param>
/// <param name="Time">The event's time, UTC.</param>
internal readonly record struct PayloadFields(byte[]? Key, DateTime? Time)
{
    /// <summary>Reads both; they are null if the payload is not a JSON object.</summary>
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
                var text = json.TokenType == JsonTokenType.String ? json.GetString()?.Trim() : null;
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

    private static DateTime? Parse(string? text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }
}
