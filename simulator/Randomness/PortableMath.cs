namespace PatientFlow.Simulator.Randomness;

/// <summary>
/// Logarithm and exponential from the four basic operations alone. Those are exactly rounded everywhere (IEEE 754),
/// while the C libraries behind <see cref="Math"/> differ in the last bit, which would change the events of a seed.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309;

    private static ReadOnlySpan<double> Reciprocals =>
        [1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 1];

    /// <summary>Natural logarithm of a positive, normal number; relative error below 1e-9.</summary>
    public static double Ln(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);

        // ln m = 2 artanh((m - 1) / (m + 1)); with m in [1, 2) the ratio is at most 1/3 and nine terms suffice.
        var ratio = (mantissa - 1) / (mantissa + 1);
        var square = ratio * ratio;
        var sum = 0.0;
        foreach (var part in Reciprocals) sum = sum * square + part;
        return exponent * Ln2 + 2 * ratio * sum;
    }

    /// <summary>e to the power of x, for |x| up to about 10; relative error below 1e-9.</summary>
    public static double Exp(double x)
    {
        // Halve until the Taylor series of seven terms is enough, then square as often.
        var small = x / 256;
        var sum = 1.0;
        for (var term = 7; term >= 1; term--) sum = 1 + sum * small / term;
        for (var squaring = 0; squaring < 8; squaring++) sum *= sum;
        return sum;
    }
}
