using PatientFlow.Patients;

namespace PatientFlow.Export;

/// <summary>A stay that changed.</summary>
[GenerateSerializer, Immutable, Alias("stay-change")]
public sealed record StayChange
{
    /// <summary>The patient.</summary>
    [Id(0)] public required string PatientId { get; init; }

    /// <summary>The stay in its latest form.</summary>
    [Id(1)] public required Stay Stay { get; init; }
}
