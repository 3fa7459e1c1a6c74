namespace PatientFlow.Export;

/// <summary>What one partition adds to one append-only table.</summary>
[GenerateSerializer, Immutable, Alias("table-slice")]
public sealed record TableSlice
{
    /// <summary>The table's path.</summary>
    [Id(0)] public required string Table { get; init; }

    /// <summary>Offset up to which the table must already hold the partition for the slice to fit.</summary>
    [Id(1)] public required long From { get; init; }

    /// <summary>The rows; null if there are none.</summary>
    [Id(2)] public StagedFile? File { get; init; }
}
