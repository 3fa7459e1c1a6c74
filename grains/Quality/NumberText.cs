using System.Buffers;
using System.Globalization;

namespace PatientFlow.Quality;

/// <summary>
/// Numbers that were sent as text: a decimal number as a JSON number has it, but with leading zeros, a plus sign, and a
/// point that may be first or last. A decimal comma, digits in groups, hexadecimal digits, <c>NaN</c> and
/// <c>Infinity</c> are no numbers.
/// </summary>
internal static class NumberText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // The platform would also read NaN, Infinity, and zero characters at the end.
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789+-.eE");

    /// <summary>Reads a finite number; blanks must have been dropped.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        return !text.ContainsAnyExcept(Signs) && double.TryParse(text, Style, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    /// <summary>Reads a number with all its digits; false for one that is too large.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        return !text.ContainsAnyExcept(Signs) && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out number);
    }
}
