using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Maintenance;

/// <summary>Collects a copy-on-write of the files that a merge touches, and of no others.</summary>
public sealed class Rewrite
{
    // Of a store over the network: its latency is waited for once for all of them.
    private const int FilesAtOnce = 16;

    /// <summary>Files to make visible.</summary>
    public List<AddFile> Adds { get; } = [];

    /// <summary>Files that they replace.</summary>
    public List<AddFile> Removes { get; } = [];

    /// <summary>Replaces versions of patients, and adds those that are new.</summary>
    public Task ReplacePatientsAsync(
        DeltaTable delta, IReadOnlyList<PatientRow> versions, CancellationToken cancellationToken)
    {
        // A bucket's files hold keys of all times, and so those of its own patients alone tell them apart.
        var holding = versions.GroupBy(v => DimensionTables.Bucket(v.PatientId)).Select(bucket => RowFilter.And(
            RowFilter.Equal("patient_bucket", bucket.Key),
            RowFilter.AnyOf("patient_sk", bucket.Select(v => v.Version.PatientSk))));
        return ReplaceHeldAsync(
            delta, DimensionTables.Patient, RowFilter.Or([.. holding]), "patient_sk", versions, cancellationToken);
    }

    /// <summary>Replaces open stays, all of which become one file, and adds those that are new or have ended.</summary>
    /// <param name="delta">The table in the lake.</param>
    /// <param name="stays">The stays as they are now.</param>
    /// <param name="mixed">
    /// Whether partitions share patients. Then a stay that one of them still has open may have ended by what another
    /// has exported before, and ended stays are looked through; otherwise none can be there.
    /// </param>
    /// <param name="cancellationToken">Stops it; nothing is visible then.</param>
    public async Task ReplaceStaysAsync(
        DeltaTable delta, IReadOnlyList<StayRow> stays, bool mixed, CancellationToken cancellationToken)
    {
        var merge = RowMerge.Of(StayTable.Stay, "stay_sk", stays);
        var merged = new ColumnBatch(RowBatches.SchemaOf(StayTable.Stay));
        foreach (var file in delta.Current.FilesFor(RowFilter.Equal("stay_status", StayTable.Open)))
        {
            merge.Append(await delta.ReadFileAsync(file, null, cancellationToken), merged);
            Removes.Add(file);
        }

        // A stay that has ended never changes again (Lifecycle/StayHistory), so those files are never rewritten.
        if (mixed)
        {
            var ended = RowFilter.And(
                RowFilter.Equal("stay_status", StayTable.Closed), RowFilter.AnyOf("stay_sk", merge.Waiting));
            foreach (var file in delta.Current.FilesFor(ended))
                merge.Forget(await delta.ReadFileAsync(file, ["stay_sk"], cancellationToken));
        }

        merge.AppendNew(merged);
        Adds.AddRange(await delta.StageAsync(merged, cancellationToken));
    }

    /// <summary>
    /// Replaces rows by key in a table whose files are many, and adds those that are new. Files that hold none of the
    /// rows are not touched, and none has more than <see cref="Table.FileRowsMax"/> rows: what it costs follows
    /// what changed, not how much there is. Small files that it touches become one with what is new.
    /// </summary>
    /// <param name="delta">The table in the lake.</param>
    /// <param name="table">Its definition.</param>
    /// <param name="holding">True for every row that changes; the closer, the fewer files are looked into.</param>
    /// <param name="keyColumn">A LONG column that is unique in the table.</param>
    /// <param name="rows">The rows as they are now.</param>
    /// <param name="cancellationToken">Stops it; nothing is visible then.</param>
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
        foreach (var files in delta.Current.FilesFor(holding).Chunk(FilesAtOnce))
        {
            var read = await Task.WhenAll(files.Select(f => delta.ReadFileAsync(f, null, cancellationToken)));
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
