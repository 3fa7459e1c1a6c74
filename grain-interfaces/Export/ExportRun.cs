using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>One export that had something to export: a chain of Bronze, Silver and Gold.</summary>
[GenerateSerializer, Immutable, Alias("export-run")]
public sealed record ExportRun
{
    /// <summary>Number of the run: one more than the previous run's, also after a restart.</summary>
    [Id(0)] public required long Id { get; init; }

    /// <summary>Result of the run.</summary>
    [Id(1)] public required ExportRunState State { get; init; }

    /// <summary>When it began, UTC.</summary>
    [Id(2)] public required DateTime StartedAt { get; init; }

    /// <summary>When it ended, UTC; for a run that a stop cut short, when that was noticed.</summary>
    [Id(3)] public DateTime? EndedAt { get; init; }

    /// <summary>Why it failed or is incomplete. It never names a patient.</summary>
    [Id(4)] public string? Reason { get; init; }

    /// <summary>Partitions that failed to prepare and were left to the next run.</summary>
    [Id(5)] public int PartitionsLeftOut { get; init; }

    /// <summary>Bronze, Silver, Gold.</summary>
    [Id(6)] public required ImmutableArray<ExportStage> Stages { get; init; }
}
