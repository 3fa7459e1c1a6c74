using System.Buffers;
using System.Text.Json;

namespace PatientFlow.Recorded;

/// <summary>
/// One event a line. Lines end with LF or CR LF; with CR alone if the first one does. A line without a byte is no event.
/// </summary>
internal sealed class LineSplitter : ISplitter
{
    private byte? end;

    public long Lines { get; private set; }

    public long Begins => Lines + 1;

    public int HeldBytes => 0;

    public string? LeftOut { get; private set; }

    public bool TryNext(ref ReadOnlySequence<byte> text, bool isLast, out TextPiece piece)
    {
        end ??= EndOf(text, isLast);
        while (end is { } known && text.PositionOf(known) is { } at)
        {
            Lines++;
            var line = WithoutReturn(text.Slice(0, at));
            text = text.Slice(text.GetPosition(1, at));
            if (line.IsEmpty) continue;
            piece = new TextPiece(Lines, line.ToArray());
            return true;
        }

        piece = default;
        if (!isLast || text.IsEmpty) return false;
        Lines++;
        var last = WithoutReturn(text).ToArray();
        text = text.Slice(text.End);
        if (IsUnfinished(last))
        {
            LeftOut = $"Line {Lines}, the last one, ends in the middle of an event, which was left out: the input was cut off, "
                + "or is still being written.";
            return false;
        }

        piece = new TextPiece(Lines, last);
        return last.Length > 0;
    }

    private static byte? EndOf(in ReadOnlySequence<byte> text, bool isLast)
    {
        var reader = new SequenceReader<byte>(text);
        if (!reader.TryAdvanceToAny("\r\n"u8, advancePastDelimiter: false)) return null;
        if (reader.IsNext((byte)'\n')) return (byte)'\n';
        reader.Advance(1);
        if (reader.End && !isLast) return null;
        return reader.End || reader.IsNext((byte)'\n') ? (byte)'\n' : (byte)'\r';
    }

    private static ReadOnlySequence<byte> WithoutReturn(in ReadOnlySequence<byte> line) =>
        line.Length > 0 && line.Slice(line.Length - 1).FirstSpan[0] == '\r' ? line.Slice(0, line.Length - 1) : line;

    // An object that is right as far as it goes. A last line that merely lacks its line break is an event like any other.
    private static bool IsUnfinished(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line, isFinalBlock: false, default);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            while (json.Read())
            {
            }

            return json.TokenType != JsonTokenType.EndObject || json.CurrentDepth > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
