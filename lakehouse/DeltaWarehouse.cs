using System.Collections.Immutable;
using PatientFlow.Export;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse;

/// <summary>
/// The exporter's lake, as Delta tables. Each commit carries a <c>txn</c> action per partition, and whatever a table
/// already holds according to it is skipped. One exporter commits; the conflict rules of the tables stop a second one
/// (I-13).
/// </summary>
public sealed class DeltaWarehouse(
    LakeTables lake, NetworkMap network, TimeProvider time, Upkeep upkeep, LakeFence fence, FenceKeeper keeper)
    : IWarehouse
{
    // Columns of this many rows are reused for the next ones. Columns for all rows of an export were half of all that a
    // silo allocated, and objects of that size are freed only by a full collection.
    private const int SliceRows = 1_024;

    private static readonly Dictionary<string, string?> NoPartition = [];


    // Is in the log of fact_stay once a stay was changed by another partition than the one that opened it.
    private const string MixedPartitions = TablePositions.Application + "mixed-partitions";

    private readonly HashSet<int> years = [];
    private readonly SpareBatches spares = new();

    /// <summary>Tables whose commits record how far they hold a partition.</summary>
    private static readonly ImmutableArray<Table> Positioned =
    [
        BronzeTables.PatientFlow, BronzeTables.Quarantine, SilverTable.PatientFlow, DimensionTables.Patient,
        StayTable.Stay, CensusTable.Census, FactTable.PatientFlow, BedStatusTable.BedStatus,
    ];

    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await keeper.BeginExporterAsync(cancellationToken);
        try
        {
            await lake.OpenOrCreateAsync(cancellationToken);
            await WriteNetworkAsync(NetworkTables.Hospital, NetworkTables.HospitalsOf(network), cancellationToken);
            await WriteNetworkAsync(DimensionTables.Department, network.Units, cancellationToken);
            await WriteNetworkAsync(NetworkTables.Bed, NetworkTables.BedsOf(network), cancellationToken);
            years.Clear();
            foreach (var batch in await lake.ReadAsync(DimensionTables.Date, ["year"], cancellationToken))
                foreach (var year in batch.Get<Int32Column>("year").Values)
                    years.Add(year);
        }
        catch
        {
            // The exporter does not start on this silo; another one may start it.
            await keeper.EndExporterAsync(CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc />
    public Task CloseAsync(CancellationToken cancellationToken) => keeper.EndExporterAsync(cancellationToken);

    /// <inheritdoc />
    public LakePosition Position(int partition) => new()
    {
        Tables = Positioned.ToImmutableSortedDictionary(
            t => t.Path, t => TablePositions.Held(lake[t].Current, partition), StringComparer.Ordinal),
    };

    /// <inheritdoc />
    public async Task<StagedFile> StageAsync<TRow>(
        Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var delta = await lake.ToStageAsync(table, cancellationToken);
        await using var file = await delta.StartFileAsync(NoPartition, cancellationToken);
        var batch = spares.Take(table);
        for (var start = 0; start < rows.Count; start += SliceRows)
        {
            batch.Columns.Clear();
            batch.Append(rows, start, Math.Min(SliceRows, rows.Count - start));
            await file.WriteAsync(batch.Columns, cancellationToken);
        }

        spares.Return(table, batch);
        return StagedFiles.From(await file.CompleteAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async Task<TableExport> AppendAsync(
        Table table, IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        var delta = lake[table];
        var snapshot = delta.Current;
        var pending = Pending(snapshot, exports);
        var adds = new List<AddFile>();
        foreach (var export in pending)
        {
            var slice = export.Slices.Single(s => s.Table == table.Path);
            var held = TablePositions.Held(snapshot, export.Partition);
            if (held != slice.From) throw new SliceMisfitException(export.Partition, table.Path, held, slice.From);
            if (slice.File is { } file) adds.Add(StagedFiles.ToAdd(file));
        }

        return await CommitAsync(table, snapshot, Transactions(pending), adds, [], ReadScope.Nothing, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<TableExport> EnsureDatesAsync(
        IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        var table = DimensionTables.Date;
        var missing = DateRange.Covering(years.Concat(exports.SelectMany(e => e.Years))).Except(years).ToList();
        if (missing.Count == 0) return Unchanged(table);
        // Its own transaction adds each year once, even if the answer to a commit was lost.
        var transactions = missing.ConvertAll(y => new AppTransaction($"{TablePositions.Application}year-{y}", 1));
        var days = RowBatches.Of<DateRow>(table, [.. missing.SelectMany(y => DimensionTables.DaysOf(y))]);
        var files = await lake[table].StageAsync(days, cancellationToken);
        var commit = await CommitAsync(
            table, lake[table].Current, transactions, files, [], ReadScope.Nothing, cancellationToken);
        years.UnionWith(missing);
        return commit;
    }

    /// <inheritdoc />
    public async Task<TableExport> MergePatientsAsync(
        IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        var table = DimensionTables.Patient;
        var snapshot = lake[table].Current;
        var pending = Pending(snapshot, exports);
        var positions = TablePositions.Of(snapshot);
        var changes = pending.SelectMany(e => e.Versions)
            .Where(v => v.Version.ChangedOffset > positions.GetValueOrDefault(v.Version.ChangedPartition, -1))
            .Select(v => new PatientRow(v.PatientId, v.Version))
            .ToList();
        var rewrite = new Rewrite();
        if (changes.Count > 0) await rewrite.ReplacePatientsAsync(lake[table], changes, cancellationToken);
        return await CommitAsync(
            table, snapshot, Transactions(pending), rewrite.Adds, rewrite.Removes, ReadScope.Table, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<TableExport> MergeStaysAsync(
        IReadOnlyList<PartitionExport> exports, DateTime processedAt, CancellationToken cancellationToken)
    {
        var table = StayTable.Stay;
        var snapshot = lake[table].Current;
        var pending = Pending(snapshot, exports);
        var positions = TablePositions.Of(snapshot);
        var changes = pending.SelectMany(e => e.Stays)
            .Where(s => s.Stay.ChangedOffset > positions.GetValueOrDefault(s.Stay.ChangedPartition, -1))
            .Select(s => new StayRow(
                s.PatientId, s.Stay, Unit(s.Stay.Place.DepartmentKey), Unit(s.Stay.AdmittedTo.DepartmentKey), processedAt))
            .ToList();
        var transactions = Transactions(pending);
        var mixed = snapshot.TransactionVersion(MixedPartitions) is not null;
        if (!mixed && changes.Exists(r => RowKey.PlaceOf(r.Stay.StaySk).Partition != r.Stay.ChangedPartition))
        {
            transactions.Add(new AppTransaction(MixedPartitions, 1));
            mixed = true;
        }

        var rewrite = new Rewrite();
        if (changes.Count > 0) await rewrite.ReplaceStaysAsync(lake[table], changes, mixed, cancellationToken);
        return await CommitAsync(
            table, snapshot, transactions, rewrite.Adds, rewrite.Removes, ReadScope.Table, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<TableExport> MergeCensusAsync(
        IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        var table = CensusTable.Census;
        var snapshot = lake[table].Current;
        var pending = Pending(snapshot, exports);
        foreach (var export in pending)
            if (TablePositions.Held(snapshot, export.Partition) is var held && held < export.PassagesFrom)
                throw new SliceMisfitException(export.Partition, table.Path, held, export.PassagesFrom);
        var merge = new CensusMerge(lake[table], network);
        var positions = TablePositions.Of(snapshot);
        await merge.CountAsync(
            pending.SelectMany(e => e.Passages).Where(p => p.Offset > positions.GetValueOrDefault(p.Partition, -1)),
            cancellationToken);
        return await CommitAsync(
            table, snapshot, Transactions(pending), merge.Adds, merge.Removes, ReadScope.Table, cancellationToken);
    }

    /// <inheritdoc />
    public Task MaintainAsync(CancellationToken cancellationToken) => upkeep.RunAsync(cancellationToken);

    /// <inheritdoc />
    public string? Explain(Exception fault)
    {
        // These name only tables, files and stores. A message about an unreadable file may quote its contents, which
        // are rows.
        return fault is LakeStoreException or LakeConflictException or LakeUnsupportedException ? fault.Message : null;
    }

    private DepartmentUnit? Unit(string? key) => key is null ? null : network.Find(key);

    private async Task<TableExport> CommitAsync(
        Table table,
        Snapshot basedOn,
        IReadOnlyList<AppTransaction> transactions,
        IReadOnlyList<AddFile> adds,
        IReadOnlyList<AddFile> removes,
        ReadScope reads,
        CancellationToken cancellationToken)
    {
        if (transactions.Count == 0 && adds.Count == 0 && removes.Count == 0) return Unchanged(table);
        var change = new TableChange
        {
            Operation = table.AppendOnly ? "WRITE" : "MERGE",
            Adds = adds,
            Removes = removes,
            Transactions = transactions,
            Reads = reads,
            BasedOn = basedOn.Version,
        };
        await fence.ConfirmAsync(cancellationToken);
        var outcome = await lake[table].CommitAsync(change, cancellationToken);
        upkeep.NoteCheckpoint(table, outcome);
        return new TableExport
        {
            Table = table.Path,
            Version = outcome.VersionOrThrow(),
            CommittedAt = time.GetUtcNow().UtcDateTime,
            Rows = adds.Sum(a => a.Rows ?? 0),
        };
    }

    private async Task WriteNetworkAsync<TRow>(
        Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var delta = lake[table];
        var wanted = RowBatches.Of<TRow>(table, [.. rows]);
        var held = await lake.ReadAsync(table, null, cancellationToken);
        if (held.Count == 1 && Cells.SameRows(held[0], wanted)) return;
        var files = await delta.StageAsync(wanted, cancellationToken);
        await CommitAsync(
            table, delta.Current, [], [.. files], [.. delta.Current.Files], ReadScope.Table, cancellationToken);
    }

    private TableExport Unchanged(Table table) => new() { Table = table.Path, Version = lake[table].Current.Version };

    private static List<AppTransaction> Transactions(List<PartitionExport> pending) =>
        [.. pending.Select(e => new AppTransaction(TablePositions.AppId(e.Partition), e.To))];

    private static List<PartitionExport> Pending(Snapshot snapshot, IReadOnlyList<PartitionExport> exports) =>
        [.. exports.Where(e => TablePositions.Held(snapshot, e.Partition) < e.To)];
}
