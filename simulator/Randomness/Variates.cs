namespace PatientFlow.Simulator.Randomness;

/// <summary>The distributions that the worlds draw from.</summary>
internal static class Variates
{
    /// <summary>An exponential waiting time with mean 1: what lies between two arrivals of a Poisson stream.</summary>
    public static double Exponential(this Xoshiro256 random) => -PortableMath.Ln(1 - random.Fraction());

    /// <summary>A log-normal factor with mean 1 and the given sigma of its logarithm.</summary>
    public static double LogNormal(this Xoshiro256 random, double sigma) =>
        PortableMath.Exp(sigma * Normal(random) - sigma * sigma / 2);

    /// <summary>
    /// Nearly a standard normal: the sum of twelve uniforms less six (Irwin-Hall), which never leaves [-6, 6] and
    /// so bounds the longest stay.
    /// </summary>
    private static double Normal(Xoshiro256 random)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += random.Fraction();
        return sum;
    }
}
