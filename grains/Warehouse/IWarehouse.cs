using PatientFlow.Export;

namespace PatientFlow.Warehouse;

/// <summary>
/// The lake as the grains need it. Each commit carries, per partition, the offset up to which the table then holds it,
/// and is refused or skipped by that offset: so every call may be repeated.
/// </summary>
public interface IWarehouse
{
    /// <summary>Creates the tables that are missing and brings hospitals, departments and beds up to date.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>The exporter that opened the lake ends; the next one may open it on another silo.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    /// <summary>How far each table holds a partition, as of the last commit.</summary>
    LakePosition Position(int partition);

    /// <summary>Writes rows of an append-only table to a file that no reader sees yet.</summary>
    Task<StagedFile> StageAsync<TRow>(Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    /// <summary>Commits the slices of an append-only table. A partition that the table holds already is skipped.</summary>
    /// <returns>The commit, with the rows that it added.</returns>
    /// <exception cref="SliceMisfitException">The table does not end where a slice begins.</exception>
    Task<TableExport> AppendAsync(
        Table table, IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>Adds the days of years that <c>dim_date</c> lacks, and of those between (<see cref="DateRange"/>).</summary>
    Task<TableExport> EnsureDatesAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>Replaces or adds the versions that changed, rewriting only the files of their patients.</summary>
    Task<TableExport> MergePatientsAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>Replaces or adds the stays that changed, rewriting the open ones and appending those that ended.</summary>
    Task<TableExport> MergeStaysAsync(
        IReadOnlyList<PartitionExport> exports, DateTime processedAt, CancellationToken cancellationToken);

    /// <summary>Counts arrivals and departures in their hours, and restates what later hours say of who is in.</summary>
    /// <exception cref="SliceMisfitException">The census ends before a partition's passages begin.</exception>
    Task<TableExport> MergeCensusAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the tables quick to read: a bounded piece of work that changes no row, so that it may fail, be cut short
    /// or be left out. To be called between two exports, never during one.
    /// </summary>
    Task MaintainAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What a fault that came out of here says of its cause, for operators to read; null where it may repeat what a row
    /// holds, or is not of the lake.
    /// </summary>
    string? Explain(Exception fault);
}
