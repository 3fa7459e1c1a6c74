using PatientFlow.Patients;

namespace PatientFlow.Export;

/// <summary>A patient's version that was opened or closed.</summary>
[GenerateSerializer, Immutable, Alias("version-change")]
public sealed record VersionChange
{
    /// <summary>The patient.</summary>
    [Id(0)] public required string PatientId { get; init; }

    /// <summary>The version as it is now.</summary>
    [Id(1)] public required PatientVersion Version { get; init; }
}
