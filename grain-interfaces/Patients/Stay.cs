namespace PatientFlow.Patients;

/// <summary>One stay from admission to discharge.</summary>
[GenerateSerializer, Immutable, Alias("stay")]
public sealed record Stay
{
    /// <summary>Key of the stay, computed from the log position of the event that opened it.</summary>
    [Id(0)] public required long StaySk { get; init; }

    /// <summary>Version of the patient at admission.</summary>
    [Id(1)] public required long PatientSk { get; init; }

    /// <summary>When it began, UTC.</summary>
    [Id(2)] public required DateTime AdmissionTime { get; init; }

    /// <summary>When it ended, UTC, never before it began; null while open.</summary>
    [Id(3)] public DateTime? DischargeTime { get; init; }

    /// <summary>Where it began.</summary>
    [Id(4)] public required Place AdmittedTo { get; init; }

    /// <summary>The patient's current or last place.</summary>
    [Id(5)] public required Place Place { get; init; }

    /// <summary>Event time of the last movement, UTC.</summary>
    [Id(6)] public required DateTime MovedAt { get; init; }

    /// <summary>Movements after the admission.</summary>
    [Id(7)] public int Transfers { get; init; }

    /// <summary>Expected end, UTC.</summary>
    [Id(8)] public DateTime? ExpectedDischargeTime { get; init; }

    /// <summary>Priority of the admission.</summary>
    [Id(9)] public string? AdmissionPriority { get; init; }

    /// <summary>The last known diagnosis.</summary>
    [Id(10)] public string? DiagnosisCode { get; init; }

    /// <summary>How it ended.</summary>
    [Id(11)] public string? DischargeStatus { get; init; }

    /// <summary>Offset of the event that last changed this stay, in <see cref="ChangedPartition"/>.</summary>
    [Id(12)] public long ChangedOffset { get; init; }

    /// <summary>Partition of that event.</summary>
    [Id(13)] public int ChangedPartition { get; init; }

    /// <summary>
    /// Whether it has ended at a time before it began, so that one of the two is wrong: <see cref="DischargeTime"/> is then
    /// <see cref="AdmissionTime"/>, and no length is known.
    /// </summary>
    [Id(14)] public bool LengthUnknown { get; init; }

    /// <summary>
    /// Whether nobody said when it began, so that <see cref="AdmissionTime"/> is the log's, or it began more than a day
    /// after the log took its admission, which cannot be.
    /// </summary>
    [Id(15)] public bool AdmissionTimeDoubtful { get; init; }

    /// <summary>Where the patient was before the last movement, which can be cancelled once; null for none.</summary>
    [Id(16)] public Place? MovedFrom { get; init; }

    /// <summary><see cref="MovedAt"/> of that place, UTC.</summary>
    [Id(17)] public DateTime? MovedFromSince { get; init; }

    /// <summary><see cref="MovedAt"/> of the last place of a stay that has ended, UTC, should its end be cancelled.</summary>
    [Id(18)] public DateTime? EndedAfter { get; init; }

    /// <summary>Transfers and discharges of it that were cancelled. It only grows.</summary>
    [Id(19)] public int Corrections { get; init; }

    /// <summary>Whether the patient is still admitted.</summary>
    public bool IsOpen => DischargeTime is null;
}
