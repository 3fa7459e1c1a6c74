using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>A transfer or discharge that arrived before its admission and waits for it.</summary>
[GenerateSerializer, Immutable, Alias("waiting-movement")]
public sealed record WaitingMovement
{
    /// <summary>Transfer or Discharge.</summary>
    [Id(0)] public required EventKind Kind { get; init; }

    /// <summary>Event time, UTC.</summary>
    [Id(1)] public required DateTime EventTime { get; init; }

    /// <summary>The new place of a transfer, the last place of a discharge.</summary>
    [Id(2)] public required Place Place { get; init; }

    /// <summary>End of the stay as stated by the discharge, UTC.</summary>
    [Id(3)] public DateTime? DischargeTime { get; init; }

    /// <summary>How the stay ended.</summary>
    [Id(4)] public string? DischargeStatus { get; init; }

    /// <summary>The diagnosis sent with it.</summary>
    [Id(5)] public string? DiagnosisCode { get; init; }

    /// <summary>Whether the event names no bed, known or unknown.</summary>
    [Id(6)] public bool NamesNoBed { get; init; }
}
