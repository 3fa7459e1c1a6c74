namespace PatientFlow.Patients;

/// <summary>
/// One SCD2 version of a patient, valid from <see cref="EffectiveFrom"/> up to but not including <see
/// cref="EffectiveTo"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("patient-version")]
public sealed record PatientVersion
{
    /// <summary>Surrogate key, computed from the log position of the event that opened the version.</summary>
    [Id(0)] public required long PatientSk { get; init; }

    /// <summary>Gender, the last known.</summary>
    [Id(1)] public string? Gender { get; init; }

    /// <summary>Age in years, the last known.</summary>
    [Id(2)] public int? Age { get; init; }

    /// <summary>Insurance type, the last known.</summary>
    [Id(3)] public string? InsuranceType { get; init; }

    /// <summary>Event time that opened it, UTC.</summary>
    [Id(4)] public required DateTime EffectiveFrom { get; init; }

    /// <summary>Event time that closed it, UTC; null while current.</summary>
    [Id(5)] public DateTime? EffectiveTo { get; init; }

    /// <summary>Offset of the event that last changed this version, in <see cref="ChangedPartition"/>.</summary>
    [Id(6)] public long ChangedOffset { get; init; }

    /// <summary>Partition of that event.</summary>
    [Id(7)] public int ChangedPartition { get; init; }
}
