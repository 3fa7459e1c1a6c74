using System.Buffers;
using System.Text;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Bounds of text in the log: 32 characters at most, with a maximum that is no less than what was cut off.
/// Source: delta-io/delta, StatisticsCollection (as of delta PR 3430).
/// </summary>
internal static class TextBound
{
    private const int PrefixCharacters = 32;

    /// <summary>
    /// Where the text goes on with the highest of characters for longer than this, there is no bound.
    /// </summary>
    private const int ExtendedCharacters = 64;

    private const int HighestCharacter = 0x10FFFF;
    private const char AsciiAbove = '\u007F';

    /// <summary>The bound, or null if there is no safe one.</summary>
    public static string? Of(ReadOnlySpan<byte> utf8, bool max)
    {
        var text = new StringBuilder();
        var characters = 0;
        while (!utf8.IsEmpty)
        {
            // Bytes that are not text have no order that readers agree on.
            if (Rune.DecodeFromUtf8(utf8, out var next, out var size) != OperationStatus.Done) return null;
            if (characters >= PrefixCharacters)
            {
                if (!max) return text.ToString();
                if (next.Value < AsciiAbove) return text.Append(AsciiAbove).ToString();
                if (next.Value < HighestCharacter) return text.Append(new Rune(HighestCharacter)).ToString();
                if (characters >= ExtendedCharacters) return null;
            }

            text.Append(next.ToString());
            characters++;
            utf8 = utf8[size..];
        }

        return text.ToString();
    }
}
