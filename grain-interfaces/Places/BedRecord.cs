namespace PatientFlow.Places;

/// <summary>What a department knows of one of its beds besides who is in it.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("bed-record")]
public sealed record BedRecord
{
    /// <summary>The bed.</summary>
    [Id(0)] public required string BedId { get; init; }

    /// <summary>The last declaration by event time; null for none.</summary>
    [Id(1)] public DeclaredStatus? Declared { get; init; }

    /// <summary>When a patient last left it by event time, UTC; null for never.</summary>
    [Id(2)] public DateTime? VacatedAt { get; init; }
}
