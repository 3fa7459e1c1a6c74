namespace PatientFlow.Patients;

/// <summary>Asks a patient to make its state durable before the lake commits an offset that covers it.</summary>
[GenerateSerializer, Immutable, Alias("patient-flush")]
public sealed record PatientFlush
{
    /// <summary>Partition that is about to be exported.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Offset of it that the lake holds already.</summary>
    [Id(1)] public required long Committed { get; init; }

    /// <summary>Last offset of it that the sender sent this patient.</summary>
    [Id(2)] public required long Applied { get; init; }

    /// <summary>
    /// Silo that the partition is fed from, by its runtime identity; null from a sender that does not say. A patient
    /// elsewhere moves there.
    /// </summary>
    [Id(3)] public string? Silo { get; init; }
}
