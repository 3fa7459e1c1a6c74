using System.Collections.Immutable;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>Who is in a department or claims a bed, with the last word on those who left lately.</summary>
[GenerateSerializer, Alias("census-state")]
public sealed class CensusState
{
    /// <summary>Last change of each patient who is there.</summary>
    [Id(0)] public ImmutableArray<CensusChange> Present { get; set; } = [];

    /// <summary>Last change of patients who left, the latest last; bounded.</summary>
    [Id(1)] public ImmutableArray<CensusChange> Left { get; set; } = [];

    /// <summary>Per partition, the last offset that this place was told of.</summary>
    [Id(2)] public ImmutableArray<AppliedOffset> Applied { get; set; } = [];
}
