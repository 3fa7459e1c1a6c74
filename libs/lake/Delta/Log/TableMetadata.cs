namespace PatientFlow.Lake.Delta;

/// <summary>What the log says about the table as a whole.</summary>
public sealed record TableMetadata
{
    /// <summary>Identifies the table for ever.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>What the table holds, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The columns, partition columns among them.</summary>
    public required Schema Schema { get; init; }

    /// <summary>The columns that files are divided by, in order.</summary>
    public required IReadOnlyList<string> PartitionColumns { get; init; }

    /// <summary>Table properties.</summary>
    public required IReadOnlyDictionary<string, string> Configuration { get; init; }

    /// <summary>When the table was made, in milliseconds since 1970 UTC, if the log says it.</summary>
    public long? CreatedMs { get; init; }
}
