namespace PatientFlow.Ingest;

/// <summary>How many records went to quarantine for one reason.</summary>
[GenerateSerializer, Immutable, Alias("quarantined-count")]
public sealed record QuarantinedCount
{
    /// <summary>The reason, as <c>bronze/quarantine</c> has it, such as <c>NOT_JSON</c>.</summary>
    [Id(0)] public required string Reason { get; init; }

    /// <summary>How many, since the start.</summary>
    [Id(1)] public required long Records { get; init; }
}
