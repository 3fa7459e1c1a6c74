using System.Text;

namespace PatientFlow.CommandLine;

/// <summary>Makes of any text what may be shown in one cell or line: on a terminal, or in a tab-separated file.</summary>
public static class CellText
{
    private const char Ellipsis = '…';

    /// <summary>
    /// Writes control characters, which a terminal would execute and a file would take for its own, as <c>\u001b</c>.
    /// </summary>
    public static string Escape(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (char.IsControl(c)) safe.Append($"\\u{(int)c:x4}");
            else safe.Append(c);
        }

        return safe.ToString();
    }

    /// <summary>Returns the text, or its beginning and an ellipsis if it is longer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="charsMax">UTF-16 characters of the result, the ellipsis included; at least 1.</param>
    public static string Cut(string text, int charsMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(charsMax, 1);
        if (text.Length <= charsMax) return text;
        var kept = charsMax - 1;
        if (kept > 0 && char.IsHighSurrogate(text[kept - 1])) kept--;
        return $"{text.AsSpan(0, kept)}{Ellipsis}";
    }
}
