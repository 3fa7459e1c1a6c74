namespace PatientFlow.Patients;

/// <summary>
/// What a patient stores: its newest snapshot, and the one that the lake is known to hold. Ingestion that resumes from
/// the lake's offset finds there the state as of that offset, so a replayed event gives the same output again.
/// </summary>
[GenerateSerializer, Alias("patient-state")]
public sealed class PatientState
{
    /// <summary>The newest snapshot that the lake held when this was written.</summary>
    [Id(0)] public PatientSnapshot Exported { get; set; } = PatientSnapshot.Empty;

    /// <summary>The newest snapshot.</summary>
    [Id(1)] public PatientSnapshot Current { get; set; } = PatientSnapshot.Empty;
}
