namespace PatientFlow.Patients;

/// <summary>Asks a patient to make its state durable before the lake commits an offset that covers it.</summary>
[GenerateSerializer, Immutable, Alias("patient-flush")]
public sealed record PatientFlush
{
    /// <summary>Partition that is about to be exported.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Offset of the partition that the lake already holds.</summary>
    [Id(1)] public required long Committed { get; init; }

    /// <summary>Last offset of the partition that the sender sent this patient.</summary>
    [Id(2)] public required long Applied { get; init; }

    /// <summary>
    /// Runtime identity of the silo that reads the partition; null if the sender does not say. A patient on another
    /// silo moves there.
    /// </summary>
    [Id(3)] public string? Silo { get; init; }
}
