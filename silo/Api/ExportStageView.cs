using System.Diagnostics;
using PatientFlow.Export;

namespace PatientFlow.Silo.Api;

/// <summary>A stage of an export run as a client sees it.</summary>
/// <param name="Stage">bronze, silver or gold.</param>
/// <param name="State">not_run, running, retried, succeeded or failed.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="StartedAt">When the first attempt began.</param>
/// <param name="EndedAt">When it succeeded or was given up.</param>
/// <param name="Reason">Why the last failed attempt failed.</param>
/// <param name="Rows">Rows written to all tables of the stage.</param>
/// <param name="Tables">
/// Each table's version, rows written and commit time; no time if it already held everything.
/// </param>
internal sealed record ExportStageView(
    string Stage,
    string State,
    int Retries,
    DateTime? StartedAt,
    DateTime? EndedAt,
    string? Reason,
    long Rows,
    IReadOnlyList<TableExport> Tables)
{
    public static ExportStageView Of(ExportStage stage) => new(
        Text(stage.Layer), Text(stage.State), stage.Retries, stage.StartedAt, stage.EndedAt, stage.Reason,
        stage.Tables.Sum(t => t.Rows), stage.Tables);

    private static string Text(ExportLayer layer) => layer switch
    {
        ExportLayer.Bronze => "bronze",
        ExportLayer.Silver => "silver",
        ExportLayer.Gold => "gold",
        _ => throw new UnreachableException(),
    };

    private static string Text(ExportStageState state) => state switch
    {
        ExportStageState.NotRun => "not_run",
        ExportStageState.Running => "running",
        ExportStageState.Retried => "retried",
        ExportStageState.Succeeded => "succeeded",
        ExportStageState.Failed => "failed",
        _ => throw new UnreachableException(),
    };
}
