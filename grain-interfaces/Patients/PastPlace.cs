namespace PatientFlow.Patients;

/// <summary>A place that a patient was at and was transferred from.</summary>
[GenerateSerializer, Immutable, Alias("past-place")]
public readonly record struct PastPlace
{
    /// <summary>The stay.</summary>
    [Id(0)] public required long StaySk { get; init; }

    /// <summary>The place.</summary>
    [Id(1)] public required Place Place { get; init; }

    /// <summary>When the patient came there, UTC; it was left when the next one was come to.</summary>
    [Id(2)] public required DateTime Since { get; init; }
}
