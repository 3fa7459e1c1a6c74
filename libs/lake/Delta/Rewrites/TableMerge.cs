namespace PatientFlow.Lake.Delta;

/// <summary>Rows to bring into a table by their key.</summary>
public sealed record TableMerge
{
    /// <summary>The rows, with the columns of the table. Two rows of one key are refused.</summary>
    public required ColumnBatch Source { get; init; }

    /// <summary>
    /// The columns that make a row the same. With the partition columns among them only the partitions of the source
    /// are looked at; without them the whole table is.
    /// </summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>
    /// Decides about a row that matches: the table's batch and row, the source's batch and row. By default the source
    /// row takes its place.
    /// </summary>
    public Func<ColumnBatch, int, ColumnBatch, int, MergeAction> WhenMatched { get; init; } =
        (_, _, _, _) => MergeAction.Replace;

    /// <summary>Whether source rows without a match are added; default yes.</summary>
    public bool InsertUnmatched { get; init; } = true;

    /// <summary>How far applications have got with this merge.</summary>
    public IReadOnlyList<AppTransaction> Transactions { get; init; } = [];
}
