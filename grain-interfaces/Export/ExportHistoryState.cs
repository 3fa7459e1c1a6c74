using System.Collections.Immutable;

namespace PatientFlow.Export;

/// <summary>What the exporter stores of its runs. The lake does not depend on it.</summary>
[GenerateSerializer, Alias("export-history-state")]
public sealed class ExportHistoryState
{
    /// <summary>The last runs, newest first; bounded.</summary>
    [Id(0)] public ImmutableArray<ExportRun> Runs { get; set; } = [];

    /// <summary>Number of the newest run there ever was; 0 for none.</summary>
    [Id(1)] public long LastId { get; set; }
}
