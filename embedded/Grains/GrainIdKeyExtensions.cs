using System.Globalization;

namespace Orleans.Runtime;

/// <summary>How keys that are not strings are written into an <see cref="IdSpan"/>, and read back.</summary>
public static class GrainIdKeyExtensions
{
    private const char ExtensionMark = '+';

    /// <summary>A number, in hexadecimal without leading zeros.</summary>
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>A number and a string.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture) + Suffix(keyExtension));

    /// <summary>A <see cref="Guid"/>, as 32 hexadecimal digits.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>A <see cref="Guid"/> and a string.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        IdSpan.Create(key.ToString("N") + Suffix(keyExtension));

    /// <summary>Reads a key that <see cref="CreateIntegerKey(long)"/> wrote.</summary>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExtension)
    {
        var digits = Split(grainId, out keyExtension);
        return long.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new InvalidOperationException($"The key of a {grainId.Type} grain is not an integer.");
    }

    /// <summary>Reads a key that <see cref="CreateGuidKey(Guid)"/> wrote.</summary>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExtension)
    {
        var digits = Split(grainId, out keyExtension);
        return Guid.TryParseExact(digits, "N", out var key)
            ? key
            : throw new InvalidOperationException($"The key of a {grainId.Type} grain is not a Guid.");
    }

    private static string Suffix(string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? "" : ExtensionMark + keyExtension;

    private static ReadOnlySpan<char> Split(GrainId grainId, out string? keyExtension)
    {
        var key = grainId.Key.ToString();
        var mark = key.IndexOf(ExtensionMark, StringComparison.Ordinal);
        keyExtension = mark < 0 ? null : key[(mark + 1)..];
        return mark < 0 ? key : key.AsSpan(0, mark);
    }
}
