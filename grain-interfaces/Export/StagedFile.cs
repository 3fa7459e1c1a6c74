namespace PatientFlow.Export;

/// <summary>A data file in the lake that no reader sees until the exporter commits it.</summary>
[GenerateSerializer, Immutable, Alias("staged-file")]
public sealed record StagedFile
{
    /// <summary>Path below the table's root.</summary>
    [Id(0)] public required string Path { get; init; }

    /// <summary>Length in bytes.</summary>
    [Id(1)] public required long SizeBytes { get; init; }

    /// <summary>Rows in it.</summary>
    [Id(2)] public required long Rows { get; init; }

    /// <summary>Statistics that the commit will carry, as JSON.</summary>
    [Id(3)] public required string Statistics { get; init; }

    /// <summary>When it was written, UTC.</summary>
    [Id(4)] public required DateTime WrittenAt { get; init; }
}
