using System.Diagnostics;
using PatientFlow.Export;

namespace PatientFlow.Silo.Api;

/// <summary>An export run as a client sees it.</summary>
internal sealed record ExportRunView(
    long Id,
    string State,
    DateTime StartedAt,
    DateTime? EndedAt,
    string? Reason,
    int PartitionsLeftOut,
    IReadOnlyList<ExportStageView> Stages)
{
    public static ExportRunView Of(ExportRun run) => new(
        run.Id, Text(run.State), run.StartedAt, run.EndedAt, run.Reason, run.PartitionsLeftOut,
        [.. run.Stages.Select(ExportStageView.Of)]);

    private static string Text(ExportRunState state) => state switch
    {
        ExportRunState.Running => "running",
        ExportRunState.Succeeded => "succeeded",
        ExportRunState.Incomplete => "incomplete",
        ExportRunState.Failed => "failed",
        _ => throw new UnreachableException(),
    };
}
