using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>One stage of an export run.</summary>
[GenerateSerializer, Immutable, Alias("export-stage")]
public sealed record ExportStage
{
    /// <summary>Layer of the stage.</summary>
    [Id(0)] public required ExportLayer Layer { get; init; }

    /// <summary>State of the stage.</summary>
    [Id(1)] public required ExportStageState State { get; init; }

    /// <summary>Attempts after the first.</summary>
    [Id(2)] public int Retries { get; init; }

    /// <summary>When the first attempt began, UTC; null if none did.</summary>
    [Id(3)] public DateTime? StartedAt { get; init; }

    /// <summary>When it succeeded or was given up, UTC.</summary>
    [Id(4)] public DateTime? EndedAt { get; init; }

    /// <summary>Why the last failed attempt failed, even if a later one succeeded. It never names a patient.</summary>
    [Id(5)] public string? Reason { get; init; }

    /// <summary>
    /// The run's effect on each table of the layer; the commit time is null if the table already held everything.
    /// </summary>
    [Id(6)] public required ImmutableArray<TableExport> Tables { get; init; }
}
