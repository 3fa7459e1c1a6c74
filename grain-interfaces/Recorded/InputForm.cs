using System.Buffers;
using System.Text;

namespace PatientFlow.Recorded;

/// <summary>Tells from the beginning of a text how events are to be found in it.</summary>
internal static class InputForm
{
    private const int LookBytesMax = 64 * 1024;
    private const int HeaderFieldsMin = 3;
    private const int HeaderNameCharsMax = 64;

    /// <summary>Returns what splits the text; null if too little of it has arrived.</summary>
    /// <exception cref="UnreadableInputException">It is a table, XML or HL7.</exception>
    public static ISplitter? Of(in ReadOnlySequence<byte> text, bool isWhole)
    {
        isWhole |= text.Length >= LookBytesMax;
        ReadOnlySpan<byte> look = text.Slice(0, Math.Min(text.Length, LookBytesMax)).ToArray();
        var start = look.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty) return isWhole ? new LineSplitter() : null;
        return start[0] switch
        {
            (byte)'{' => OfObject(start[1..].TrimStart(" \t"u8), isWhole),
            (byte)'[' => OfArray(start[1..].TrimStart(" \t\r\n"u8), isWhole),
            _ => OfWords(start, isWhole),
        };
    }

    // Every printer of JSON that spreads an object over lines leaves its brace alone on the first one.
    private static ISplitter? OfObject(ReadOnlySpan<byte> afterBrace, bool isWhole) =>
        afterBrace.IsEmpty ? isWhole ? new LineSplitter() : null
        : afterBrace[0] is (byte)'\n' or (byte)'\r' ? new ValueSplitter()
        : new LineSplitter();

    private static ISplitter? OfArray(ReadOnlySpan<byte> afterBracket, bool isWhole) =>
        afterBracket.IsEmpty ? isWhole ? new LineSplitter() : null
        : afterBracket[0] is (byte)'{' or (byte)']' ? new ValueSplitter()
        : new LineSplitter();

    private static ISplitter? OfWords(ReadOnlySpan<byte> start, bool isWhole)
    {
        var end = start.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0 && !isWhole) return null;
        var line = Encoding.UTF8.GetString(end < 0 ? start : start[..end]).TrimEnd();
        if (line.StartsWith('<')) throw Refused("XML");
        if (line.StartsWith("MSH|", StringComparison.Ordinal)) throw Refused("HL7 version 2 messages");
        foreach (var delimiter in ",;\t|")
            if (IsHeader(line.Split(delimiter)))
                throw Refused("a table with a header (CSV)");
        return new LineSplitter();
    }

    private static bool IsHeader(string[] fields) => fields.Length >= HeaderFieldsMin && fields.All(field =>
        field.Trim().Trim('"') is { Length: > 0 and <= HeaderNameCharsMax } name
        && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' '));

    private static UnreadableInputException Refused(string form) => new($"It looks like {form}. Turn it into JSON first.");
}
