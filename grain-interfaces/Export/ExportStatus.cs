using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>How the export is doing.</summary>
[GenerateSerializer, Immutable, Alias("export-status")]
public sealed record ExportStatus
{
    /// <summary>The last commit of each table, in commit order.</summary>
    [Id(0)] public required ImmutableArray<TableExport> Tables { get; init; }

    /// <summary>What the lake holds, by partition.</summary>
    [Id(1)] public required ImmutableArray<LakePosition> Positions { get; init; }

    /// <summary>Export runs that failed, or left a partition out, since the start. A stage that a retry mended is none.</summary>
    [Id(2)] public required long Failures { get; init; }

    /// <summary>Why the last of them failed, or left one out; null where the last run did neither.</summary>
    [Id(3)] public string? LastFailure { get; init; }
}
