namespace PatientFlow.Places;

/// <summary>Asks a department to make durable what one partition told it.</summary>
[GenerateSerializer, Immutable, Alias("census-flush")]
public sealed record CensusFlush
{
    /// <summary>Partition that is about to be exported.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary><see cref="CensusBatch.Offset"/> of the last batch that the sender sent this place.</summary>
    [Id(1)] public required long Applied { get; init; }
}
