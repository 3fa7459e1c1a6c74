namespace PatientFlow.Events;

/// <summary>
/// One event after the quality rules, as written to Silver and applied by the patient. Times are UTC with microseconds.
/// Fields and rules: seed-spec sections 1 and 6.
/// </summary>
[GenerateSerializer, Immutable, Alias("patient-event")]
public sealed record PatientEvent
{
    /// <summary>Partition of the log that holds the event.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Offset in that partition.</summary>
    [Id(1)] public required long Offset { get; init; }

    /// <summary>When the log received the event.</summary>
    [Id(2)] public required DateTime AppendTime { get; init; }

    /// <summary>"Now" for every rule: the event's own timestamp, or the append time if it has none.</summary>
    [Id(3)] public required DateTime EventTime { get; init; }

    /// <summary>The event's own timestamp as sent.</summary>
    [Id(4)] public DateTime? EventTimestamp { get; init; }

    /// <summary>Kind of the event.</summary>
    [Id(5)] public required EventKind Kind { get; init; }

    /// <summary>The event type as sent.</summary>
    [Id(6)] public string? EventType { get; init; }

    /// <summary>The producer's id of the event; a second event with the same id is a duplicate.</summary>
    [Id(7)] public required string EventId { get; init; }

    /// <summary>The patient; null if the event names none.</summary>
    [Id(8)] public string? PatientId { get; init; }

    /// <summary>Gender as sent.</summary>
    [Id(9)] public string? Gender { get; init; }

    /// <summary>Age in years, 0 to 120.</summary>
    [Id(10)] public int? Age { get; init; }

    /// <summary>The network's name of the department, or an unknown name as sent.</summary>
    [Id(11)] public string? Department { get; init; }

    /// <summary>A hospital of the network.</summary>
    [Id(12)] public int? HospitalId { get; init; }

    /// <summary>The hospital's name.</summary>
    [Id(13)] public string? HospitalName { get; init; }

    /// <summary>The bed, such as <c>H3-SUR-15</c>.</summary>
    [Id(14)] public string? BedId { get; init; }

    /// <summary>When the stay began, as far as the event states it.</summary>
    [Id(15)] public DateTime? AdmissionTime { get; init; }

    /// <summary>When the stay is expected to end.</summary>
    [Id(16)] public DateTime? ExpectedDischargeTime { get; init; }

    /// <summary>Emergency, Urgent, Scheduled or Transfer.</summary>
    [Id(17)] public string? AdmissionPriority { get; init; }

    /// <summary>Code and label, joined by the first hyphen.</summary>
    [Id(18)] public string? DiagnosisCode { get; init; }

    /// <summary>The payer.</summary>
    [Id(19)] public string? InsuranceType { get; init; }

    /// <summary>Vital signs, if any were sent.</summary>
    [Id(20)] public VitalSigns? Vitals { get; init; }

    /// <summary>When the stay ended; null if a rule removed it.</summary>
    [Id(21)] public DateTime? DischargeTime { get; init; }

    /// <summary>Hours from admission to discharge, never negative.</summary>
    [Id(22)] public double? LengthOfStayHours { get; init; }

    /// <summary>How the stay ended, such as <c>Discharged-Home</c> or <c>Deceased</c>.</summary>
    [Id(23)] public string? DischargeStatus { get; init; }

    /// <summary>Findings of the seven rules.</summary>
    [Id(24)] public QualityFlags Flags { get; init; }

    /// <summary>Findings of the further rules that need only the event.</summary>
    [Id(25)] public ExtraFlags Extra { get; init; }

    /// <summary>What is declared of a bed; null for every other kind, and where the bed or the status is unknown.</summary>
    [Id(26)] public BedStatusChange? Bed { get; init; }

    /// <summary>Whether the patient is to be shown only to those who say why; null if the event does not say.</summary>
    [Id(27)] public bool? IsRestricted { get; init; }
}
