namespace PatientFlow.Patients;

/// <summary>What the latest event that says so says about who may see a patient.</summary>
[GenerateSerializer, Immutable, Alias("privacy-mark")]
public sealed record PrivacyMark
{
    /// <summary>Whether the patient is shown only to those who say why.</summary>
    [Id(0)] public required bool IsRestricted { get; init; }

    /// <summary>Time of the event, UTC.</summary>
    [Id(1)] public required DateTime At { get; init; }
}
