using System.Collections.Immutable;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>Patients in a department or claiming a bed, and the last change of those who left recently.</summary>
[GenerateSerializer, Alias("census-state")]
public sealed class CensusState
{
    /// <summary>Last change of each patient who is there.</summary>
    [Id(0)] public ImmutableArray<CensusChange> Present { get; set; } = [];

    /// <summary>Last change of each patient who left, the latest last; bounded.</summary>
    [Id(1)] public ImmutableArray<CensusChange> Left { get; set; } = [];

    /// <summary>The last offset that this place was told of, per partition.</summary>
    [Id(2)] public ImmutableArray<AppliedOffset> Applied { get; set; } = [];

    /// <summary>What is known of its beds besides who is in them, by bed id; beds of which nothing is known are absent.</summary>
    [Id(3)] public ImmutableArray<BedRecord> Beds { get; set; } = [];
}
