using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>Current state of the export.</summary>
[GenerateSerializer, Immutable, Alias("export-status")]
public sealed record ExportStatus
{
    /// <summary>The last commit of each table, in commit order.</summary>
    [Id(0)] public required ImmutableArray<TableExport> Tables { get; init; }

    /// <summary>How far the lake holds each partition.</summary>
    [Id(1)] public required ImmutableArray<LakePosition> Positions { get; init; }

    /// <summary>
    /// Export runs since the start that failed or left a partition out. A stage that succeeded on a retry does not
    /// count.
    /// </summary>
    [Id(2)] public required long Failures { get; init; }

    /// <summary>Why the last run failed or left a partition out; null if it did neither.</summary>
    [Id(3)] public string? LastFailure { get; init; }
}
