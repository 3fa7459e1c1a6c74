using PatientFlow.Export;

namespace PatientFlow.Warehouse;

/// <summary>
/// The lake as the grains need it. Each commit carries, per partition, the offset up to which the table then holds it,
/// and is refused or skipped according to that offset, so every call may be repeated.
/// </summary>
public interface IWarehouse
{
    /// <summary>Creates missing tables and updates hospitals, departments and beds.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Called when the exporter that opened the lake ends; another silo may then open it.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    /// <summary>Returns how far each table holds a partition, as of the last commit.</summary>
    LakePosition Position(int partition);

    /// <summary>Writes rows of an append-only table to a file that no reader sees yet.</summary>
    Task<StagedFile> StageAsync<TRow>(Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Commits the slices of an append-only table. A partition that the table already holds is skipped.
    /// </summary>
    /// <returns>The commit, with the rows that it added.</returns>
    /// <exception cref="SliceMisfitException">The table does not end where a slice begins.</exception>
    Task<TableExport> AppendAsync(
        Table table, IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>
    /// Adds the days of years that <c>dim_date</c> lacks, and of the years between (<see cref="DateRange"/>).
    /// </summary>
    Task<TableExport> EnsureDatesAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>Replaces or adds the versions that changed, and rewrites only the files of their patients.</summary>
    Task<TableExport> MergePatientsAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>Replaces or adds the stays that changed; rewrites the open ones and appends those that ended.</summary>
    Task<TableExport> MergeStaysAsync(
        IReadOnlyList<PartitionExport> exports, DateTime processedAt, CancellationToken cancellationToken);

    /// <summary>
    /// Counts arrivals and departures in their hours, and corrects the number of patients in later hours.
    /// </summary>
    /// <exception cref="SliceMisfitException">The census ends before a partition's passages begin.</exception>
    Task<TableExport> MergeCensusAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the tables quick to read: a bounded amount of work that changes no row, so it may fail, be cut short or be
    /// skipped. Call it between two exports, never during one.
    /// </summary>
    Task MaintainAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Describes the cause of a fault from here for operators; null if the text may repeat the contents of a row, or
    /// the fault is not the lake's.
    /// </summary>
    string? Explain(Exception fault);
}
