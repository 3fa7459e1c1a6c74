using System.Text;
using System.Text.Json;

namespace PatientFlow.Quality;

/// <summary>
/// Reads one value of a payload as the kind that its field has, and notes what was odd about it. What cannot be read is
/// null and malformed; an empty text, or one of blanks alone, is null as a missing one. Blanks are those of Unicode.
/// </summary>
internal static class WireValue
{
    /// <summary>Reads an id: without the blanks around it.</summary>
    public static string? Id(ref Utf8JsonReader json, ref WireEvent wire)
    {
        var id = Raw(ref json, null, ref wire);
        return id is null || !HasBlanks(id) ? id : Trimmed(id, ref wire.IdTrimmed);
    }

    /// <summary>Reads a text: without the blanks around it.</summary>
    public static string? Text(ref Utf8JsonReader json, TextPool pool, ref WireEvent wire)
    {
        var text = Raw(ref json, pool, ref wire);
        return text is null || !HasBlanks(text) ? text : Trimmed(text, ref wire.TextCleaned);
    }

    /// <summary>Reads a text exactly as it was sent; null for an empty one.</summary>
    public static string? Raw(ref Utf8JsonReader json, TextPool? pool, ref WireEvent wire)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.String)
        {
            Refuse(ref json, ref wire);
            return null;
        }

        if (json.ValueSpan.IsEmpty) return null;

        // GetString refuses half a surrogate pair; the pool may only be used for plain ASCII.
        return pool is not null && !json.ValueIsEscaped && Ascii.IsValid(json.ValueSpan)
            ? pool.Get(json.ValueSpan)
            : json.GetString();
    }

    /// <summary>Reads a time, in any form of <see cref="WireTime"/> or <see cref="EpochTime"/>.</summary>
    /// <param name="json">The reader, before the value.</param>
    /// <param name="wire">Where oddities are noted.</param>
    /// <param name="precision">What the last digit of the time counts.</param>
    public static DateTime? Time(ref Utf8JsonReader json, ref WireEvent wire, out TimeSpan precision)
    {
        precision = default;
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType == JsonTokenType.String)
        {
            if (!json.ValueIsEscaped && WireTime.TryParse(json.ValueSpan, out var plain, out precision)) return plain;
            var text = json.GetString().AsSpan().Trim();
            if (text.IsEmpty) return null;
            if (TryParse(text, ref wire, out var time, out precision)) return time;
        }
        else if (json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out var number)
            && EpochTime.TryRead(number, out var time, out precision))
        {
            return time;
        }

        Refuse(ref json, ref wire);
        return null;
    }

    /// <summary>Reads a whole number, as a number or as text, such as 45, 45.0 or 4.5e1.</summary>
    public static int? Integer(ref Utf8JsonReader json, ref WireEvent wire)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var whole)) return whole;
        if (TryGetNumber(ref json, out var number, out var isText) && number == Math.Floor(number)
            && number is >= int.MinValue and <= int.MaxValue)
        {
            wire.NumberAsText |= isText;
            return (int)number;
        }

        Refuse(ref json, ref wire);
        return null;
    }

    /// <summary>Reads a finite number, as a number or as text.</summary>
    public static double? Number(ref Utf8JsonReader json, ref WireEvent wire)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (TryGetNumber(ref json, out var number, out var isText))
        {
            wire.NumberAsText |= isText;
            return number;
        }

        Refuse(ref json, ref wire);
        return null;
    }

    /// <summary>Skips a value that its field cannot have.</summary>
    public static void Refuse(ref Utf8JsonReader json, ref WireEvent wire)
    {
        json.Skip();
        wire.Malformed = true;
    }

    private static bool TryGetNumber(ref Utf8JsonReader json, out double number, out bool isText)
    {
        number = 0;
        isText = json.TokenType == JsonTokenType.String;
        if (isText) return NumberText.TryParse(json.GetString().AsSpan().Trim(), out number);
        return json.TokenType == JsonTokenType.Number && json.TryGetDouble(out number) && double.IsFinite(number);
    }

    private static bool TryParse(ReadOnlySpan<char> text, ref WireEvent wire, out DateTime time, out TimeSpan precision)
    {
        if (WireTime.TryParse(Encoding.UTF8.GetBytes(text.ToString()), out time, out precision)) return true;
        var isNumber = NumberText.TryParse(text, out decimal number) && EpochTime.TryRead(number, out time, out precision);
        wire.NumberAsText |= isNumber;
        return isNumber;
    }

    /// <summary>Whether a text, which is not empty, begins or ends with a blank.</summary>
    public static bool HasBlanks(string text) => char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]);

    private static string? Trimmed(string text, ref bool isNoted)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) return null;
        isNoted = true;
        return trimmed;
    }
}
