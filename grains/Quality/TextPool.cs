using System.Text;

namespace PatientFlow.Quality;

/// <summary>
/// Returns the same string for the same short text, so that the few dozen department, hospital and diagnosis names of a
/// network are allocated once. Owned by: one reader; not shared between threads.
/// </summary>
public sealed class TextPool
{
    private const int EntriesMax = 4_096;
    private const int LengthMax = 64;

    private readonly HashSet<string> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <summary>Creates an empty pool.</summary>
    public TextPool() => lookup = entries.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the string of valid UTF-8 bytes.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LengthMax) return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[LengthMax];
        var text = chars[..Encoding.UTF8.GetChars(utf8, chars)];
        if (lookup.TryGetValue(text, out var known)) return known;
        var made = text.ToString();
        if (entries.Count < EntriesMax) entries.Add(made);
        return made;
    }
}
