using System.Text.Json;

namespace PatientFlow.Silo.Events;

/// <summary>
/// Splits a request into payloads: one JSON value, the elements of an array, or lines of NDJSON. Anything that is not
/// JSON stays one payload, because the log stores what came.
/// </summary>
internal static class PayloadSplitter
{
    /// <summary>Returns the payloads in order, as slices of the body.</summary>
    public static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, bool lines)
    {
        // A byte order mark is no part of the text (RFC 8259, section 8.1: it may be ignored).
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        if (lines) return Lines(body);
        var elements = new List<ReadOnlyMemory<byte>>();
        if (TryElements(body, elements)) return elements;
        var found = Lines(body);
        return AreEvents(found) ? found : [Trim(body)];
    }

    /// <summary>Returns the lines that are not empty.</summary>
    public static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> body)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = Trim(end < 0 ? body : body[..end]);
            if (!line.IsEmpty) found.Add(line);
            body = end < 0 ? default : body[(end + 1)..];
        }

        return found;
    }

    private static bool TryElements(ReadOnlyMemory<byte> body, List<ReadOnlyMemory<byte>> elements)
    {
        try
        {
            var json = new Utf8JsonReader(body.Span);
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                if (json.Read()) return false;
                elements.Add(Trim(body));
                return true;
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                elements.Add(body[start..(int)json.BytesConsumed]);
            }

            return !json.Read();
        }
        catch (JsonException)
        {
            elements.Clear();
            return false;
        }
    }

    /// <summary>
    /// Whether lines are one event each, some perhaps broken, rather than one broken object over several lines.
    /// </summary>
    private static bool AreEvents(List<ReadOnlyMemory<byte>> lines) =>
        lines.Count > 1 && lines[0].Span[0] == '{' && (IsWhole(lines[0].Span) || lines.TrueForAll(l => l.Span[0] == '{'));

    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return json.Read() && json.TrySkip() && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> payload) => payload.Trim(" \t\r\n"u8);
}
