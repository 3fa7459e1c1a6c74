using System.Globalization;

namespace PatientFlow.Tests;

/// <summary>Compares recorded text with ours.</summary>
internal static class Expected
{
    /// <summary>Equal as text, or the same number written in another way.</summary>
    public static bool Matches(string? expected, string? actual)
    {
        if (expected == actual) return true;
        if (expected is null || actual is null) return false;
        // The recording shows an INT96 as a time without zone; it is an instant here, as in Spark.
        if (expected + "+00" == actual) return true;
        return double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
            && a.Equals(b) && (expected.Contains('e') || actual.Contains('e'));
    }
}
