using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>One stage of an export run.</summary>
[GenerateSerializer, Immutable, Alias("export-stage")]
public sealed record ExportStage
{
    /// <summary>Which one.</summary>
    [Id(0)] public required ExportLayer Layer { get; init; }

    /// <summary>How far it is.</summary>
    [Id(1)] public required ExportStageState State { get; init; }

    /// <summary>Tries after the first one.</summary>
    [Id(2)] public int Retries { get; init; }

    /// <summary>When the first try began, UTC; null where none did.</summary>
    [Id(3)] public DateTime? StartedAt { get; init; }

    /// <summary>When it succeeded or was given up, UTC.</summary>
    [Id(4)] public DateTime? EndedAt { get; init; }

    /// <summary>Why the last failed try failed, also where a later one succeeded. Names no patient.</summary>
    [Id(5)] public string? Reason { get; init; }

    /// <summary>What the run did to each table of the layer; without a time of commit where the table held it already.</summary>
    [Id(6)] public required ImmutableArray<TableExport> Tables { get; init; }
}
