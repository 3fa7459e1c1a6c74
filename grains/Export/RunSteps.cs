using PatientFlow.Warehouse;

namespace PatientFlow.Export;

/// <summary>Which table each step commits, and to which stage it belongs.</summary>
internal static class RunSteps
{
    /// <summary>Returns the stage of a step.</summary>
    public static ExportLayer Layer(this RunStep step) => step switch
    {
        RunStep.Bronze or RunStep.Quarantine => ExportLayer.Bronze,
        RunStep.Silver => ExportLayer.Silver,
        >= RunStep.Dates and <= RunStep.Tell => ExportLayer.Gold,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "It belongs to no stage."),
    };

    /// <summary>Returns the first step of a stage; a retry begins there too.</summary>
    public static RunStep First(this ExportLayer layer) => layer switch
    {
        ExportLayer.Bronze => RunStep.Bronze,
        ExportLayer.Silver => RunStep.Silver,
        _ => RunStep.Dates,
    };

    /// <summary>
    /// Commits the table of a step. It is never cancelled, because the outcome of a cancelled commit would be unknown.
    /// </summary>
    public static Task<TableExport> CommitAsync(
        this IWarehouse warehouse,
        RunStep step,
        IReadOnlyList<PartitionExport> exports,
        DateTime processedAt) => step switch
        {
            RunStep.Bronze => warehouse.AppendAsync(BronzeTables.PatientFlow, exports, CancellationToken.None),
            RunStep.Quarantine => warehouse.AppendAsync(BronzeTables.Quarantine, exports, CancellationToken.None),
            RunStep.Silver => warehouse.AppendAsync(SilverTable.PatientFlow, exports, CancellationToken.None),
            RunStep.Dates => warehouse.EnsureDatesAsync(exports, CancellationToken.None),
            RunStep.Patients => warehouse.MergePatientsAsync(exports, CancellationToken.None),
            RunStep.Stays => warehouse.MergeStaysAsync(exports, processedAt, CancellationToken.None),
            RunStep.Census => warehouse.MergeCensusAsync(exports, CancellationToken.None),
            RunStep.Facts => warehouse.AppendAsync(FactTable.PatientFlow, exports, CancellationToken.None),
            RunStep.BedStatuses => warehouse.AppendAsync(BedStatusTable.BedStatus, exports, CancellationToken.None),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "It commits no table."),
        };
}
