using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Quality;

/// <summary>
/// Finds the key that a payload is partitioned by, without cleaning it: the patient id, else the event id, else a hash
/// of the payload, ids without the blanks around them. A patient's events therefore have the order of the log.
/// </summary>
public static class PayloadRoute
{
    private const int KeyBytesMax = 1_024;

    /// <summary>Returns the bytes of the key, at most 1,024.</summary>
    public static ReadOnlyMemory<byte> KeyOf(ReadOnlyMemory<byte> payload)
    {
        string? patient = null, eventId = null;
        try
        {
            var json = new Utf8JsonReader(payload.Span);
            json.Read(); // What is no object has no property next.
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isPatient = json.ValueTextEquals("patient_id"u8);
                var isEvent = !isPatient && json.ValueTextEquals("event_id"u8);
                json.Read();
                var text = (isPatient || isEvent) && json.TokenType == JsonTokenType.String ? json.GetString()?.Trim() : null;
                if (isPatient) patient = text;
                else if (isEvent) eventId = text;
                json.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return SHA256.HashData(payload.Span);
        }

        var key = string.IsNullOrEmpty(patient) ? eventId : patient;
        var bytes = string.IsNullOrEmpty(key) ? payload : Encoding.UTF8.GetBytes(key);
        return string.IsNullOrEmpty(key) || bytes.Length > KeyBytesMax ? SHA256.HashData(bytes.Span) : bytes;
    }
}
