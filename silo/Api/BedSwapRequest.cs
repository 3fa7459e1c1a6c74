namespace PatientFlow.Silo.Api;

/// <summary>Who changes beds with whom.</summary>
internal sealed record BedSwapRequest
{
    /// <summary>The patient who is in the bed of the path.</summary>
    /// <example>p-1</example>
    public required string PatientId { get; init; }

    /// <summary>The other bed.</summary>
    /// <example>H3-ICU-8</example>
    public required string WithBedId { get; init; }

    /// <summary>The patient who is in it.</summary>
    /// <example>p-2</example>
    public required string WithPatientId { get; init; }

    /// <summary>
    /// Id of the swap; a client that may send twice chooses it, and `at` too. A new one if it is left out. Its events are
    /// `ID-1` and `ID-2`.
    /// </summary>
    /// <example>swap-17</example>
    public string? SwapId { get; init; }

    /// <summary>When they changed, with its zone, not in the future; now if it is left out.</summary>
    public DateTimeOffset? At { get; init; }
}
