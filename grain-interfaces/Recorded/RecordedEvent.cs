using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace PatientFlow.Recorded;

/// <summary>
/// One line of a recording: an event as it was in its log, with its exact payload (docs/recordings.md). A line that is
/// not such an envelope is an event itself, as producers send it.
/// </summary>
public sealed record RecordedEvent
{
    private const int Version = 1;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    // Deeper payloads are written as text, so that programs with the usual depth limit can read the envelope.
    private const int EventDepthMax = 60;
    private const int EnvelopeDepthMax = EventDepthMax + 4;

    // A text is for people to read and repair: \" for a quote, not \u0022. No page of a browser ever holds it.
    private static readonly JsonWriterOptions Writing = new()
    {
        SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonReaderOptions ReadingEnvelope = new() { MaxDepth = EnvelopeDepthMax };
    private static readonly JsonReaderOptions ReadingEvent = new() { MaxDepth = EventDepthMax };

    /// <summary>When the log received it, UTC, in whole microseconds.</summary>
    public required DateTime AppendTime { get; init; }

    /// <summary>Its partition.</summary>
    public required int Partition { get; init; }

    /// <summary>Its offset in the partition.</summary>
    public required long Offset { get; init; }

    /// <summary>The bytes that were appended.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Why it could not be used, as <c>bronze/quarantine</c> says it; null unless it comes from there.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Returns the length of the longest line for a payload of a given size: every byte becomes <c>\u00XX</c>.
    /// </summary>
    public static int LineBytesMax(int payloadBytesMax) => checked(payloadBytesMax * 6 + 4_096);

    /// <summary>Writes the line, including its line break.</summary>
    public void WriteLine(IBufferWriter<byte> to)
    {
        using (var json = new Utf8JsonWriter(to, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("recorded"u8, Version);
            json.WriteString("time"u8, AppendTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteNumber("partition"u8, Partition);
            json.WriteNumber("offset"u8, Offset);
            if (Reason is not null) json.WriteString("reason"u8, Reason);
            var payload = Payload.Span;
            if (IsObjectOnOneLine(payload))
            {
                json.WritePropertyName("event"u8);
                json.WriteRawValue(payload, skipInputValidation: true);
            }
            else if (Utf8.IsValid(payload))
            {
                json.WriteString("text"u8, payload);
            }
            else
            {
                json.WriteBase64String("base64"u8, payload);
            }

            json.WriteEndObject();
        }

        to.GetSpan(1)[0] = (byte)'\n';
        to.Advance(1);
    }

    /// <summary>
    /// Reads a line without its line break; returns null if it is not an envelope but an event itself.
    /// </summary>
    /// <exception cref="FormatException">It begins as an envelope but cannot be read.</exception>
    public static RecordedEvent? Read(ReadOnlyMemory<byte> line)
    {
        if (!IsEnvelope(line.Span)) return null;
        try
        {
            return ReadEnvelope(line);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException($"a recorded event that is no whole JSON object ({fault.GetType().Name})", fault);
        }
    }

    private static bool IsEnvelope(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line, ReadingEnvelope);
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("recorded"u8);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static RecordedEvent ReadEnvelope(ReadOnlyMemory<byte> line)
    {
        var json = new Utf8JsonReader(line.Span, ReadingEnvelope);
        DateTime? time = null;
        int? partition = null;
        long? offset = null;
        ReadOnlyMemory<byte>? payload = null;
        string? reason = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "recorded" when !json.TryGetInt32(out var version) || version != Version:
                    throw new FormatException($"a recorded event of a version other than {Version}");
                case "time":
                    time = Time(json.GetString());
                    break;
                case "partition" when json.TryGetInt32(out var number) && number >= 0:
                    partition = number;
                    break;
                case "offset" when json.TryGetInt64(out var place) && place >= 0:
                    offset = place;
                    break;
                case "reason" when json.TokenType == JsonTokenType.String:
                    reason = json.GetString();
                    break;
                case "event":
                    var start = (int)json.TokenStartIndex;
                    json.Skip();
                    payload = line[start..(int)json.BytesConsumed];
                    break;
                case "text":
                    payload = Encoding.UTF8.GetBytes(json.GetString() ?? "");
                    break;
                case "base64" when json.TryGetBytesFromBase64(out var bytes):
                    payload = bytes;
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (json.Read()) throw new FormatException("a recorded event with more behind it");
        return new RecordedEvent
        {
            AppendTime = time ?? throw Lacking("time"),
            Partition = partition ?? throw Lacking("partition"),
            Offset = offset ?? throw Lacking("offset"),
            Payload = payload ?? throw Lacking("event, text or base64"),
            Reason = reason,
        };
    }

    private static FormatException Lacking(string what) => new($"a recorded event without a usable {what}");

    private static DateTime? Time(string? text) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;

    private static bool IsObjectOnOneLine(ReadOnlySpan<byte> payload)
    {
        if (payload is not [(byte)'{', .., (byte)'}'] || payload.IndexOfAny((byte)'\n', (byte)'\r') >= 0) return false;
        try
        {
            // The JSON reader accepts invalid UTF-8 inside a string.
            var json = new Utf8JsonReader(payload, ReadingEvent);
            while (json.Read())
            {
            }

            return Utf8.IsValid(payload);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
