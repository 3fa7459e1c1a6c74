namespace PatientFlow.Lake.Delta;

/// <summary>How files are merged.</summary>
public sealed record OptimizeOptions
{
    /// <summary>Files below this are merged; default 32 MiB.</summary>
    public long SmallBytes { get; init; } = 32L << 20;

    /// <summary>How large the new files are to be, about; default 128 MiB.</summary>
    public long TargetBytes { get; init; } = 128L << 20;

    /// <summary>
    /// Columns by which rows are sorted within a new file, for tight statistics; none by default. Sorting holds the
    /// rows of a new file in memory.
    /// </summary>
    public IReadOnlyList<string> SortBy { get; init; } = [];

    /// <summary>Only files that may hold rows of this condition, such as closed days; null for all.</summary>
    public RowFilter? Filter { get; init; }
}
