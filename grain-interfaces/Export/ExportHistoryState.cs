using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>The exporter's stored history of runs. The lake does not depend on it.</summary>
[GenerateSerializer, Alias("export-history-state")]
public sealed class ExportHistoryState
{
    /// <summary>The most recent runs, newest first; bounded.</summary>
    [Id(0)] public ImmutableArray<ExportRun> Runs { get; set; } = [];

    /// <summary>Number of the newest run that ever existed; 0 for none.</summary>
    [Id(1)] public long LastId { get; set; }
}
