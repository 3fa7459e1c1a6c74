using PatientFlow.Patients;

namespace PatientFlow.Export;

/// <summary>A version of a patient that was opened or closed.</summary>
[GenerateSerializer, Immutable, Alias("version-change")]
public sealed record VersionChange
{
    /// <summary>The patient.</summary>
    [Id(0)] public required string PatientId { get; init; }

    /// <summary>The version in its latest form.</summary>
    [Id(1)] public required PatientVersion Version { get; init; }
}
