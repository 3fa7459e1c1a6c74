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
    internal abstract bool Covers(AddFile added);

    private sealed record NothingScope : ReadScope
    {
        internal override bool Covers(AddFile added) => false;
    }

    private sealed record OwnFilesScope : ReadScope
    {
        internal override bool Covers(AddFile added) => false;
    }

    private sealed record TableScope : ReadScope
    {
        internal override bool Covers(AddFile added) => true;
    }

    private sealed record PartitionsScope(IReadOnlyList<IReadOnlyDictionary<string, string?>> Values) : ReadScope
    {
        internal override bool Covers(AddFile added) =>
            Values.Any(partition => partition.All(pair =>
                added.PartitionValues.TryGetValue(pair.Key, out var value) && value == pair.Value));
    }
}
