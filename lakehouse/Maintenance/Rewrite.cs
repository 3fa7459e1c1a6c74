using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Maintenance;

/// <summary>Collects a copy-on-write of exactly the files that a merge touches.</summary>
public sealed class Rewrite
{
    // In a remote store, the latency of this many requests is paid once.
    private const int FilesAtOnce = 16;

    /// <summary>Files to make visible.</summary>
    public List<AddFile> Adds { get; } = [];

    /// <summary>Files that those replace.</summary>
    public List<AddFile> Removes { get; } = [];

    /// <summary>Replaces versions of patients and adds new ones.</summary>
    public Task ReplacePatientsAsync(
        DeltaTable delta, IReadOnlyList<PatientRow> versions, CancellationToken cancellationToken)
    {
        // The files of a bucket hold keys from all times, so only the patients' ids can tell which files to read.
        var keys = new List<long>?[DimensionTables.PatientBuckets];
        foreach (var version in versions) (keys[DimensionTables.Bucket(version.PatientId)] ??= []).Add(version.Version.PatientSk);
        var holding = keys.Index().Where(bucket => bucket.Item is not null).Select(bucket => RowFilter.And(
            RowFilter.Equal("patient_bucket", bucket.Index), RowFilter.AnyOf("patient_sk", bucket.Item ?? [])));
        return ReplaceHeldAsync(
            delta, DimensionTables.Patient, RowFilter.Or([.. holding]), "patient_sk", versions, cancellationToken);
    }

    /// <summary>Replaces open stays, which all become one file, and adds those that are new or have ended.</summary>
    /// <param name="delta">The table in the lake.</param>
    /// <param name="stays">The stays in their latest form.</param>
    /// <param name="mixed">
    /// Whether partitions share patients. If so, a stay that is open in one partition may already have been exported as
    /// ended by another, and ended stays are searched too; otherwise they can contain only those that were corrected.
    /// </param>
    /// <param name="cancellationToken">Cancels it; then nothing becomes visible.</param>
    public async Task ReplaceStaysAsync(
        DeltaTable delta, IReadOnlyList<StayRow> stays, bool mixed, CancellationToken cancellationToken)
    {
        var merge = RowMerge.Of(StayTable.Stay, "stay_sk", stays);
        var merged = new ColumnBatch(RowBatches.SchemaOf(StayTable.Stay));
        var columns = RowBatches.NamesOf(StayTable.Stay);
        foreach (var file in delta.Current.FilesFor(RowFilter.Equal("stay_status", StayTable.Open)))
        {
            merge.Append(await delta.ReadFileAsync(file, columns, cancellationToken), merged);
            Removes.Add(file);
        }

        // A stay that has ended changes only if its discharge is cancelled, which is rare: else those files stay as they are.
        var corrected = stays.Where(s => s.Stay.Corrections > 0).Select(s => s.Stay.StaySk).Where(merge.Waiting.Contains).ToHashSet();
        if (mixed || corrected.Count > 0)
        {
            var ended = RowFilter.And(
                RowFilter.Equal("stay_status", StayTable.Closed),
                RowFilter.AnyOf("stay_sk", mixed ? merge.Waiting : corrected));
            foreach (var file in delta.Current.FilesFor(ended))
            {
                var held = await delta.ReadFileAsync(file, ["stay_sk"], cancellationToken);
                if (Holds(held, corrected))
                {
                    merge.Append(await delta.ReadFileAsync(file, columns, cancellationToken), merged);
                    Removes.Add(file);
                }
                else
                {
                    merge.Forget(held);
                }
            }
        }

        merge.AppendNew(merged);
        Adds.AddRange(await delta.StageAsync(merged, cancellationToken));
    }

    private static bool Holds(ColumnBatch file, HashSet<long> stays)
    {
        foreach (var stay in file.Get<Int64Column>("stay_sk").Values)
            if (stays.Contains(stay))
                return true;
        return false;
    }

    /// <summary>
    /// Replaces rows by key in a table with many files, and adds new rows. Files without any of the rows are not
    /// touched, and none gets more than <see cref="Table.FileRowsMax"/> rows, so the cost depends on what changed, not
    /// on the size of the table. Small files that are touched are merged with the new rows.
    /// </summary>
    /// <param name="delta">The table in the lake.</param>
    /// <param name="table">Its definition.</param>
    /// <param name="holding">True for every row that changes; the more selective, the fewer files are read.</param>
    /// <param name="keyColumn">A LONG column that is unique in the table.</param>
    /// <param name="rows">The rows in their latest form.</param>
    /// <param name="cancellationToken">Cancels it; then nothing becomes visible.</param>
    private async Task ReplaceHeldAsync<TRow>(
        DeltaTable delta,
        Table<TRow> table,
        RowFilter holding,
        string keyColumn,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken)
    {
        var merge = RowMerge.Of(table, keyColumn, rows);
        var small = new ColumnBatch(RowBatches.SchemaOf(table));
        var columns = RowBatches.NamesOf(table);
        foreach (var files in delta.Current.FilesFor(holding).Chunk(FilesAtOnce))
        {
            var read = await Task.WhenAll(files.Select(f => delta.ReadFileAsync(f, columns, cancellationToken)));
            var staged = new List<Task<IReadOnlyList<AddFile>>>();
            foreach (var (file, before) in files.Zip(read).Where(f => merge.Changes(f.Second)))
            {
                Removes.Add(file);
                var isSmall = table.FileRowsMax is not { } most || before.RowCount < most / 2;
                var after = isSmall ? small : new ColumnBatch(small.Schema);
                merge.Append(before, after);
                if (!isSmall) staged.Add(delta.StageAsync(after, table.FileRowsMax, cancellationToken));
            }

            foreach (var adds in await Task.WhenAll(staged)) Adds.AddRange(adds);
        }

        merge.AppendNew(small);
        Adds.AddRange(await delta.StageAsync(small, table.FileRowsMax, cancellationToken));
    }
}
