namespace PatientFlow.Simulator.Randomness;

/// <summary>Choices with weights, drawn by a binary search over their running sums.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] choices;
    private readonly double[] sums;

    /// <param name="choices">At least one choice; weights are not negative and need not sum to 1.</param>
    public Weighted(IEnumerable<(T Choice, double Weight)> choices)
    {
        var list = choices.ToArray();
        this.choices = [.. list.Select(c => c.Choice)];
        sums = new double[list.Length];
        for (var i = 0; i < list.Length; i++) sums[i] = Total += list[i].Weight;
    }

    /// <summary>The sum of all weights.</summary>
    public double Total { get; }

    /// <summary>Draws one choice.</summary>
    public T Draw(Xoshiro256 random)
    {
        var at = Array.BinarySearch(sums, random.Fraction() * Total);
        // An exact hit on a running sum belongs to the next choice: ranges are [low, high).
        return choices[Math.Min(at < 0 ? ~at : at + 1, choices.Length - 1)];
    }
}
