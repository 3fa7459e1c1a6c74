namespace PatientFlow.Lake.Delta;

/// <summary>Definition of a new table.</summary>
public sealed record TableDefinition
{
    /// <summary>The columns, partition columns among them.</summary>
    public required Schema Schema { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>What the table holds, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The columns that files are divided by, in order.</summary>
    public IReadOnlyList<string> PartitionColumns { get; init; } = [];

    /// <summary>Table properties such as <c>delta.appendOnly</c> = <c>true</c>.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();
}
