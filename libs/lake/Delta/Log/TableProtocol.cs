namespace PatientFlow.Lake.Delta;

/// <summary>The features that a reader and a writer of the table must support.</summary>
internal sealed record TableProtocol(int MinReaderVersion, int MinWriterVersion)
{
    /// <summary>What this library writes: read by everything, Synapse serverless included.</summary>
    public static TableProtocol Ours { get; } = new(1, 2);

    public IReadOnlyList<string> ReaderFeatures { get; init; } = [];

    public IReadOnlyList<string> WriterFeatures { get; init; } = [];

    /// <exception cref="LakeUnsupportedException">Reading needs a feature that this library lacks.</exception>
    public void ThrowIfUnreadable()
    {
        // Reader version 3 without any feature asks for nothing.
        if (MinReaderVersion is 1 || (MinReaderVersion == 3 && ReaderFeatures.Count == 0)) return;
        throw new LakeUnsupportedException(MinReaderVersion switch
        {
            2 => "columnMapping (reader version 2)",
            3 => $"table feature {string.Join(", ", ReaderFeatures)}",
            _ => ReaderFeatures.Count == 0
                ? $"reader version {MinReaderVersion}"
                : $"reader version {MinReaderVersion} with table feature {string.Join(", ", ReaderFeatures)}",
        });
    }

    /// <exception cref="LakeUnsupportedException">Writing needs a feature that this library lacks.</exception>
    public void ThrowIfUnwritable()
    {
        ThrowIfUnreadable();
        if (MinWriterVersion <= 2 || (MinWriterVersion == 7 && WriterFeatures.All(IsWritable))) return;
        throw new LakeUnsupportedException(WriterFeatures.Count == 0
            ? $"writing a table of writer version {MinWriterVersion}"
            : $"writing a table with feature {string.Join(", ", WriterFeatures.Where(f => !IsWritable(f)))}");
    }

    // Writer version 2 means these two; a field with an invariant is refused when it is read.
    private static bool IsWritable(string feature) => feature is "appendOnly" or "invariants";
}
