namespace PatientFlow.Places;

/// <summary>A patient is, or is no longer, in a department or bed.</summary>
/// <remarks>
/// A state never contains the same instance twice, so a serializer need not remember which it has written.
/// </remarks>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("census-change")]
public sealed record CensusChange
{
    /// <summary>The patient.</summary>
    [Id(0)] public required string PatientId { get; init; }

    /// <summary>The patient's sequence number; the highest one counts.</summary>
    [Id(1)] public required long Sequence { get; init; }

    /// <summary>Whether the patient is there.</summary>
    [Id(2)] public required bool Present { get; init; }

    /// <summary>Event time since when this holds, UTC.</summary>
    [Id(3)] public required DateTime Since { get; init; }

    /// <summary>Gender, if known.</summary>
    [Id(4)] public string? Gender { get; init; }

    /// <summary>Bed, if known.</summary>
    [Id(5)] public string? BedId { get; init; }
}
