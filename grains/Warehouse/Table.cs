using System.Collections.Immutable;

namespace PatientFlow.Warehouse;

/// <summary>A table of the lake: where it lies, what it holds, how it is laid out.</summary>
public abstract record Table
{
    /// <summary>Folder below the lake's root, such as <c>gold/dim_patient</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What a row is, for the analyst.</summary>
    public required string Comment { get; init; }

    /// <summary>Columns whose value names the folder of a file; none for most tables.</summary>
    public ImmutableArray<string> PartitionColumns { get; init; } = [];

    /// <summary>Whether rows are only ever added.</summary>
    public bool AppendOnly { get; init; }

    /// <summary>
    /// Whether what its rows are made of did not exist before the table did: added to a lake that holds something, it
    /// begins where that lake is. Any other table is filled from the log's beginning.
    /// </summary>
    public bool BeginsWithTheLake { get; init; }

    /// <summary>
    /// Rows of a file at most; null for any number. For a table whose rows change at any age: a change writes the file
    /// anew that its row is in, so this bounds what a change costs, however large the table is.
    /// </summary>
    public int? FileRowsMax { get; init; }

    /// <summary>
    /// Columns that only move one way while a row changes, the weightiest first: truths from true to false, numbers up.
    /// None where rows do not change.
    /// </summary>
    public ImmutableArray<string> Progress { get; init; } = [];

    /// <summary>Columns that hold processing times: they differ between two runs over the same log.</summary>
    public ImmutableArray<string> ProcessingTimes { get; init; } = [];

    /// <summary>The columns in order.</summary>
    public abstract ImmutableArray<TableColumn> Schema { get; }
}

/// <summary>A table whose rows are projections of <typeparamref name="TRow"/>.</summary>
public sealed record Table<TRow> : Table
{
    /// <summary>The columns in order, each with its projection.</summary>
    public required ImmutableArray<TableColumn<TRow>> Columns { get; init; }

    /// <inheritdoc />
    public override ImmutableArray<TableColumn> Schema => ImmutableArray<TableColumn>.CastUp(Columns);
}
