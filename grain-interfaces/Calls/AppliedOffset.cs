namespace PatientFlow.Calls;

/// <summary>The last offset of one partition that a patient applied.</summary>
[GenerateSerializer, Immutable, Alias("applied-offset")]
public readonly record struct AppliedOffset
{
    /// <summary>Partition of the log.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Offset in it.</summary>
    [Id(1)] public required long Offset { get; init; }
}
