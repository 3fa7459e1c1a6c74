namespace PatientFlow.Flow.Bench;

/// <summary>What the repetitions of one figure showed.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public int Count => sorted.Length;

    public double Median => sorted.Length % 2 == 1
        ? sorted[sorted.Length / 2]
        : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;

    public double Min => sorted[0];

    public double Max => sorted[^1];

    /// <summary>The value that a share of all does not exceed, such as 0.99.</summary>
    public double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
