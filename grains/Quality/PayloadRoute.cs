using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PatientFlow.Quality;

/// <summary>
/// Finds the key that a payload is partitioned by, without cleaning it: the patient id, else the event id, else a hash
/// of the payload, ids without the blanks around them; of what is declared of a bed, the bed's id. The events of a patient,
/// and those of a bed, therefore have the order of the log.
/// </summary>
public static class PayloadRoute
{
    private const int KeyBytesMax = 1_024;

    private static ReadOnlySpan<byte> BedStatus => "BED_STATUS"u8;

    /// <summary>Returns the bytes of the key, at most 1,024. They may be a part of the payload.</summary>
    public static ReadOnlyMemory<byte> KeyOf(ReadOnlyMemory<byte> payload)
    {
        if (TryPlainKey(payload, out var id)) return id;
        if (!TryIds(payload.Span, out var patient, out var eventId)) return SHA256.HashData(payload.Span);
        var key = string.IsNullOrEmpty(patient) ? eventId : patient;
        var bytes = string.IsNullOrEmpty(key) ? payload : Encoding.UTF8.GetBytes(key);
        return string.IsNullOrEmpty(key) || bytes.Length > KeyBytesMax ? SHA256.HashData(bytes.Span) : bytes;
    }

    // What it does not accept, it leaves to the general way; what it accepts has the same key there.
    private static bool TryPlainKey(ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> key)
    {
        key = default;
        ReadOnlySpan<byte> patient = default, eventId = default, type = default;
        var json = new PlainJson(payload.Span);
        if (!json.TryTake((byte)'{') || !Utf8.IsValid(payload.Span)) return false;
        do
        {
            if (!json.TryName(out var name)) return false;
            var isRead = name.SequenceEqual("patient_id"u8) ? json.TryText(out patient)
                : name.SequenceEqual("event_id"u8) ? json.TryText(out eventId)
                : name.SequenceEqual("event_type"u8) ? json.TryText(out type)
                : json.TrySkip();
            if (!isRead) return false;
        }
        while (json.TryTake((byte)','));
        var id = patient.IsEmpty ? eventId : patient;
        if (!json.TryTake((byte)'}') || !json.IsAtEnd || id.IsEmpty || id.Length > KeyBytesMax
            || !IsInked(id[0]) || !IsInked(id[^1]) || MayBeOfBed(type) || !payload.Span.Overlaps(id, out var at)) return false;
        key = payload.Slice(at, id.Length);
        return true;
    }

    // No blank: those beyond ASCII begin with a byte from 0x80.
    private static bool IsInked(byte sign) => sign is > (byte)' ' and < 0x7F;

    // With blanks around it, or in another case. Those are few: beds have the general way.
    private static bool MayBeOfBed(ReadOnlySpan<byte> type) =>
        type.Length >= BedStatus.Length && (type[0] is (byte)'B' or (byte)'b' || !IsInked(type[0]));

    private static bool TryIds(ReadOnlySpan<byte> payload, out string? patient, out string? eventId)
    {
        patient = eventId = null;
        string? type = null, bed = null;
        try
        {
            var json = new Utf8JsonReader(payload);
            json.Read(); // What is no object has no property next.
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isPatient = json.ValueTextEquals("patient_id"u8);
                var isEvent = json.ValueTextEquals("event_id"u8);
                var isType = json.ValueTextEquals("event_type"u8);
                var isBed = json.ValueTextEquals("bed_id"u8);
                json.Read();
                var isText = (isPatient || isEvent || isType || isBed) && json.TokenType == JsonTokenType.String;
                var text = isText ? json.GetString()?.Trim() : null;
                if (isPatient) patient = text;
                else if (isEvent) eventId = text;
                else if (isType) type = text;
                else if (isBed) bed = text;
                json.Skip();
            }

            // A bed's events have the order of the log too, however its id is spelled.
            if (string.Equals(type, "BED_STATUS", StringComparison.OrdinalIgnoreCase)) patient = bed?.ToUpperInvariant();
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
