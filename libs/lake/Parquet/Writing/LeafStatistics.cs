namespace PatientFlow.Lake.Parquet;

/// <summary>
/// What is known about the values of a leaf column in a row group or a file. Bounds are exact. Which pair is used
/// depends on the type: whole numbers for integers, dates, times, decimals and booleans; reals; bytes for text.
/// </summary>
internal sealed class LeafStatistics
{
    public long NullCount { get; set; }

    /// <summary>Whether any value that can be ordered was seen.</summary>
    public bool HasBounds { get; set; }

    /// <summary>Whether a NaN or an infinity was seen: such a column gets no bounds in the Delta log.</summary>
    public bool HasNonFinite { get; set; }

    /// <summary>Whether a NaN was seen: such a column gets no bounds in the file either.</summary>
    public bool HasNaN { get; set; }

    public Int128 MinWhole { get; set; }

    public Int128 MaxWhole { get; set; }

    public double MinReal { get; set; }

    public double MaxReal { get; set; }

    public byte[] MinBytes { get; set; } = [];

    public byte[] MaxBytes { get; set; } = [];

    /// <summary>Takes in what is known about further rows of the same column.</summary>
    public void Add(LeafStatistics more)
    {
        NullCount += more.NullCount;
        HasNonFinite |= more.HasNonFinite;
        HasNaN |= more.HasNaN;
        if (!more.HasBounds) return;
        if (!HasBounds)
        {
            HasBounds = true;
            (MinWhole, MaxWhole) = (more.MinWhole, more.MaxWhole);
            (MinReal, MaxReal) = (more.MinReal, more.MaxReal);
            (MinBytes, MaxBytes) = (more.MinBytes, more.MaxBytes);
            return;
        }

        MinWhole = Int128.Min(MinWhole, more.MinWhole);
        MaxWhole = Int128.Max(MaxWhole, more.MaxWhole);
        MinReal = Math.Min(MinReal, more.MinReal);
        MaxReal = Math.Max(MaxReal, more.MaxReal);
        if (more.MinBytes.AsSpan().SequenceCompareTo(MinBytes) < 0) MinBytes = more.MinBytes;
        if (more.MaxBytes.AsSpan().SequenceCompareTo(MaxBytes) > 0) MaxBytes = more.MaxBytes;
    }
}
