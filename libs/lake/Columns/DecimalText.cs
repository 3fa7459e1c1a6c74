namespace PatientFlow.Lake;

/// <summary>Decimals as text: exact digits, never an exponent.</summary>
internal static class DecimalText
{
    public static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }

    public static string Format(Int128 unscaled, int scale)
    {
        if (scale == 0) return unscaled.ToString();
        var digits = (unscaled < 0 ? -unscaled : unscaled).ToString().PadLeft(scale + 1, '0');
        return $"{(unscaled < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }

    /// <summary>Reads decimal text, with an exponent too, at a scale. False if it does not fit exactly.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, DecimalType type, out Int128 unscaled)
    {
        unscaled = 0;
        text = text.Trim();
        var negative = text.StartsWith("-");
        if (negative || text.StartsWith("+")) text = text[1..];
        var exponent = 0;
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!int.TryParse(text[(mark + 1)..], out exponent) || Math.Abs(exponent) > 100) return false;
            text = text[..mark];
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.Length + fraction.Length is 0 or > 200) return false;
        var limit = PowerOfTen(type.Precision);
        // The digit at index i, counted over whole and fraction, has the weight 10^(whole - 1 - i + exponent).
        for (var i = 0; i < whole.Length + fraction.Length; i++)
        {
            var digit = (i < whole.Length ? whole[i] : fraction[i - whole.Length]) - '0';
            if (digit is < 0 or > 9) return false;
            if (digit == 0) continue;
            var weight = whole.Length - 1 - i + exponent + type.Scale;
            if (weight < 0 || weight >= type.Precision) return false;
            unscaled += digit * PowerOfTen(weight);
        }

        if (unscaled >= limit) return false;
        if (negative) unscaled = -unscaled;
        return true;
    }
}
