using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>How far the lake holds a partition, table by table. It is the only checkpoint.</summary>
[GenerateSerializer, Immutable, Alias("lake-position")]
public sealed record LakePosition
{
    /// <summary>Last offset, inclusive, by table path; -1 for none.</summary>
    [Id(0)] public required ImmutableSortedDictionary<string, long> Tables { get; init; }

    /// <summary>The offset that every table holds: ingestion resumes after it.</summary>
    public long Committed => Tables.Count == 0 ? -1 : Tables.Values.Min();
}
