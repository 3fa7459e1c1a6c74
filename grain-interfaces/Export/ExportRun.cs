using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>One export that had something to export: a chain from Bronze by Silver to Gold.</summary>
[GenerateSerializer, Immutable, Alias("export-run")]
public sealed record ExportRun
{
    /// <summary>Its number: the next higher one than that of the run before, also after a restart.</summary>
    [Id(0)] public required long Id { get; init; }

    /// <summary>What became of it.</summary>
    [Id(1)] public required ExportRunState State { get; init; }

    /// <summary>When it began, UTC.</summary>
    [Id(2)] public required DateTime StartedAt { get; init; }

    /// <summary>When it ended, UTC; where a stop cut it short, when that was found.</summary>
    [Id(3)] public DateTime? EndedAt { get; init; }

    /// <summary>Why it failed or is incomplete. Names no patient.</summary>
    [Id(4)] public string? Reason { get; init; }

    /// <summary>Partitions that could not say what they have, and were left to the next run.</summary>
    [Id(5)] public int PartitionsLeftOut { get; init; }

    /// <summary>Bronze, Silver, Gold.</summary>
    [Id(6)] public required ImmutableArray<ExportStage> Stages { get; init; }
}
