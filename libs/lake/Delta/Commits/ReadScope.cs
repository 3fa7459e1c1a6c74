namespace PatientFlow.Lake.Delta;

/// <summary>
/// What a change was computed from. Closed: <see cref="Nothing"/>, <see cref="OwnFiles"/>, <see cref="Table"/>,
/// <see cref="Partitions"/>.
/// </summary>
public abstract record ReadScope
{
    private ReadScope()
    {
    }

    /// <summary>From nothing: a blind append, which conflicts with no other rows.</summary>
    public static ReadScope Nothing { get; } = new NothingScope();

    /// <summary>From the files that the change removes, and no others: rows added meanwhile do not matter.</summary>
    public static ReadScope OwnFiles { get; } = new OwnFilesScope();

    /// <summary>From the whole table.</summary>
    public static ReadScope Table { get; } = new TableScope();

    /// <summary>From these partitions, each a value for every partition column as log text.</summary>
    public static ReadScope Partitions(params IReadOnlyList<IReadOnlyDictionary<string, string?>> values) =>
        new PartitionsScope(values);

    /// <summary>Whether a file that another writer added belongs to what was read.</summary>
    internal bool Covers(AddFile added) => Covers(added.PartitionValues);

    /// <summary>Whether a file that another writer removed belongs to what was read.</summary>
    internal bool CoversRemoval(RemoveFile removed) =>
        // Where the log does not say the partition, it may be any.
        removed.PartitionValues is { } values ? Covers(values) : Covers(AnyPartition);

    private static readonly Dictionary<string, string?> AnyPartition = [];

    private protected abstract bool Covers(IReadOnlyDictionary<string, string?> partition);

    private sealed record NothingScope : ReadScope
    {
        private protected override bool Covers(IReadOnlyDictionary<string, string?> partition) => false;
    }

    private sealed record OwnFilesScope : ReadScope
    {
        private protected override bool Covers(IReadOnlyDictionary<string, string?> partition) => false;
    }

    private sealed record TableScope : ReadScope
    {
        private protected override bool Covers(IReadOnlyDictionary<string, string?> partition) => true;
    }

    private sealed record PartitionsScope(IReadOnlyList<IReadOnlyDictionary<string, string?>> Values) : ReadScope
    {
        private protected override bool Covers(IReadOnlyDictionary<string, string?> partition) =>
            // A partition column that a file does not state may have any value.
            Values.Any(read => read.All(pair =>
                !partition.TryGetValue(pair.Key, out var value) || value == pair.Value));
    }
}
