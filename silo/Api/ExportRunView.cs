using System.Diagnostics;
using PatientFlow.Export;

namespace PatientFlow.Silo.Api;

/// <summary>An export run.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="State"><c>running</c>, <c>succeeded</c>, <c>incomplete</c> or <c>failed</c>.</param>
/// <param name="StartedAt">When it started, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; null while it runs.</param>
/// <param name="Reason">Why it is incomplete or failed.</param>
/// <param name="PartitionsLeftOut">Partitions whose rows wait for the next run.</param>
/// <param name="Stages">Bronze, Silver, Gold.</param>
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
