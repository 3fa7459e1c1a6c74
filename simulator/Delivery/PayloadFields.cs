using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Simulator.Delivery;

/// <summary>The message key and the time that a recorded payload holds, where it holds them.</summary>
/// <param name="Key">
/// The patient's id, of what is said of a bed that bed's, else the event's, without blanks around it; null if there is none.
/// </param>
/// <param name="Time">The event's time, UTC.</param>
/// <param name="Unusable">
/// Why a silo will not be able to use it, in the words of its quarantine; null if nothing is seen here, where only the
/// silo's coarsest rules are known.
/// </param>
internal readonly record struct PayloadFields(byte[]? Key, DateTime? Time, string? Unusable)
{
    /// <summary>Reads key and time; they are null if the payload is not a JSON object.</summary>
    public static PayloadFields Read(ReadOnlyMemory<byte> payload)
    {
        string? patient = null, id = null, time = null, type = null, bed = null;
        bool isAlone;
        try
        {
            var json = new Utf8JsonReader(payload.Span);
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                return default(PayloadFields) with { Unusable = json.Read() ? "NOT_JSON" : "NOT_AN_OBJECT" };
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString();
                json.Read();
                var text = json.TokenType == JsonTokenType.String ? json.GetString()?.Trim() : null;
                if (name == "patient_id") patient = text;
                else if (name == "event_id") id = text;
                else if (name == "event_timestamp") time = text;
                else if (name == "event_type") type = text;
                else if (name == "bed_id") bed = text;
                json.Skip();
            }

            isAlone = IsAtEnd(ref json);
        }
        catch (JsonException)
        {
            return default(PayloadFields) with { Unusable = "NOT_JSON" };
        }
        catch (InvalidOperationException)
        {
            return default(PayloadFields) with { Unusable = "INVALID_TEXT" };
        }

        var owner = string.Equals(type, "BED_STATUS", StringComparison.OrdinalIgnoreCase) ? bed?.ToUpperInvariant() : patient;
        var key = string.IsNullOrEmpty(owner) ? id : owner;
        var bytes = string.IsNullOrEmpty(key) ? null : Encoding.UTF8.GetBytes(key);
        return new PayloadFields(bytes, Parse(time), !isAlone ? "NOT_JSON" : string.IsNullOrEmpty(id) ? "MISSING_EVENT_ID" : null);
    }

    private static bool IsAtEnd(ref Utf8JsonReader json)
    {
        try
        {
            return !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static DateTime? Parse(string? text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }
}
