using System.Collections.Immutable;
using PatientFlow.Patients;

namespace PatientFlow.Export;

/// <summary>
/// Everything that one partition has for the lake up to an offset. The grain state behind it is durable (I-11).
/// </summary>
[GenerateSerializer, Immutable, Alias("partition-export")]
public sealed record PartitionExport
{
    /// <summary>Partition of the log.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Last offset in it, inclusive.</summary>
    [Id(1)] public required long To { get; init; }

    /// <summary>Rows of the append-only tables.</summary>
    [Id(2)] public required ImmutableArray<TableSlice> Slices { get; init; }

    /// <summary>Changed rows of <c>dim_patient</c>.</summary>
    [Id(3)] public required ImmutableArray<VersionChange> Versions { get; init; }

    /// <summary>Changed rows of <c>fact_stay</c>.</summary>
    [Id(4)] public required ImmutableArray<StayChange> Stays { get; init; }

    /// <summary>Years that <c>dim_date</c> must hold.</summary>
    [Id(5)] public required ImmutableArray<int> Years { get; init; }

    /// <summary>Arrivals and departures that <c>fact_census</c> must count.</summary>
    [Id(6)] public required ImmutableArray<Passage> Passages { get; init; }

    /// <summary>Offset after which the passages begin: the census must already hold the partition up to here.</summary>
    [Id(7)] public required long PassagesFrom { get; init; }
}
