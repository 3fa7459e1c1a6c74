namespace PatientFlow.Export;

/// <summary>The last commit of a table.</summary>
[GenerateSerializer, Immutable, Alias("table-export")]
public sealed record TableExport
{
    /// <summary>The table's path.</summary>
    [Id(0)] public required string Table { get; init; }

    /// <summary>Delta version after the last commit.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>When it was committed, UTC; null if not since the start.</summary>
    [Id(2)] public DateTime? CommittedAt { get; init; }

    /// <summary>Rows that it wrote.</summary>
    [Id(3)] public long Rows { get; init; }
}
