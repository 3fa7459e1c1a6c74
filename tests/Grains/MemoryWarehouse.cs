using System.Collections.Immutable;
using System.Diagnostics;
using PatientFlow.Export;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>
/// A lake in memory that outlives the silos of a test, with the promises of the real one: a table skips what it holds,
/// refuses what does not fit. A fault may strike before or after any commit, and while rows are staged.
/// </summary>
internal sealed class MemoryWarehouse : IWarehouse
{
    private readonly int partitions;
    private readonly Dictionary<(string Table, int Partition), long> held = [];
    private readonly Dictionary<string, object> staged = [];
    private readonly Dictionary<string, long> versions = [];
    private int files;

    public MemoryWarehouse(int partitions)
    {
        ThrowIfUnknown(Tables.All);
        this.partitions = partitions;
    }

    /// <summary>Asked before and after every commit; throws to let it fail there.</summary>
    public Action<string> Fault { get; set; } = _ => { };

    /// <summary>Asked before rows are staged; throws to let that fail.</summary>
    public Action<string> StageFault { get; set; } = _ => { };

    /// <summary>Waited for before rows are staged.</summary>
    public Func<string, Task> StagePause { get; set; } = _ => Task.CompletedTask;

    /// <summary>Waited for before every commit.</summary>
    public Func<string, Task> Pause { get; set; } = _ => Task.CompletedTask;

    public List<BronzeRow> Bronze { get; } = [];

    public List<QuarantineRow> Quarantine { get; } = [];

    public List<SilverRow> Silver { get; } = [];

    public List<FactRow> Facts { get; } = [];

    public List<BedStatusRow> BedStatuses { get; } = [];

    public Dictionary<long, VersionChange> Versions { get; } = [];

    public Dictionary<long, StayChange> Stays { get; } = [];

    public List<Passage> Passages { get; } = [];

    public HashSet<int> Years { get; } = [];

    private static ImmutableArray<Table> Positioned { get; } =
    [
        BronzeTables.PatientFlow, BronzeTables.Quarantine, SilverTable.PatientFlow, DimensionTables.Patient,
        StayTable.Stay, CensusTable.Census, FactTable.PatientFlow, BedStatusTable.BedStatus,
    ];

    /// <summary>Tables that no partition has a position in: the network's, and the days.</summary>
    private static ImmutableArray<Table> Unpositioned { get; } =
        [NetworkTables.Hospital, DimensionTables.Department, NetworkTables.Bed, DimensionTables.Date];

    /// <summary>
    /// Exports to a table that is forgotten here could never end, and each test would wait for them in vain.
    /// </summary>
    public static void ThrowIfUnknown(IEnumerable<Table> tables)
    {
        foreach (var table in tables)
            if (!Positioned.Contains(table) && !Unpositioned.Contains(table))
                throw new InvalidOperationException(
                    $"MemoryWarehouse does not know {table.Path}: name it in Positioned and keep its rows, or in Unpositioned.");
    }

    public long Committed(int partition) => Positioned.Min(t => Held(t, partition));

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CloseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public LakePosition Position(int partition)
    {
        Assert.InRange(partition, 0, partitions - 1);
        return new LakePosition
        {
            Tables = Positioned.ToImmutableSortedDictionary(t => t.Path, t => Held(t, partition), StringComparer.Ordinal),
        };
    }

    public async Task<StagedFile> StageAsync<TRow>(Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await StagePause(table.Path);
        StageFault(table.Path);
        lock (staged)
        {
            var path = $"{table.Path}/{files++}";
            staged.Add(path, rows.ToImmutableArray());
            return new StagedFile
            {
                Path = path, SizeBytes = 1, Rows = rows.Count, Statistics = "{}", WrittenAt = DateTime.UnixEpoch,
            };
        }
    }

    public Task<TableExport> AppendAsync(Table table, IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        var pending = exports.Where(e => Held(table, e.Partition) < e.To).ToList();
        foreach (var export in pending)
        {
            var from = export.Slices.Single(s => s.Table == table.Path).From;
            if (Held(table, export.Partition) != from)
                throw new SliceMisfitException(export.Partition, table.Path, Held(table, export.Partition), from);
        }

        return CommitAsync(table, pending, () =>
        {
            foreach (var file in pending.Select(e => e.Slices.Single(s => s.Table == table.Path).File).OfType<StagedFile>())
            {
                lock (staged)
                {
                    switch (staged[file.Path])
                    {
                        case ImmutableArray<BronzeRow> rows: Bronze.AddRange(rows); break;
                        case ImmutableArray<QuarantineRow> rows: Quarantine.AddRange(rows); break;
                        case ImmutableArray<SilverRow> rows: Silver.AddRange(rows); break;
                        case ImmutableArray<FactRow> rows: Facts.AddRange(rows); break;
                        case ImmutableArray<BedStatusRow> rows: BedStatuses.AddRange(rows); break;
                        default: throw new UnreachableException($"MemoryWarehouse keeps no rows of {table.Path}.");
                    }
                }
            }
        });
    }

    public Task<TableExport> EnsureDatesAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken) =>
        CommitAsync(DimensionTables.Date, [], () => Years.UnionWith(exports.SelectMany(e => e.Years)));

    public Task<TableExport> MergePatientsAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        var pending = exports.Where(e => Held(DimensionTables.Patient, e.Partition) < e.To).ToList();
        return CommitAsync(DimensionTables.Patient, pending, () =>
        {
            foreach (var change in pending.SelectMany(e => e.Versions)) Versions[change.Version.PatientSk] = change;
        });
    }

    public Task<TableExport> MergeStaysAsync(
        IReadOnlyList<PartitionExport> exports, DateTime processedAt, CancellationToken cancellationToken)
    {
        var pending = exports.Where(e => Held(StayTable.Stay, e.Partition) < e.To).ToList();
        return CommitAsync(StayTable.Stay, pending, () =>
        {
            foreach (var change in pending.SelectMany(e => e.Stays)) Stays[change.Stay.StaySk] = change;
        });
    }

    public Task<TableExport> MergeCensusAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        var pending = exports.Where(e => Held(CensusTable.Census, e.Partition) < e.To).ToList();
        foreach (var export in pending)
            if (Held(CensusTable.Census, export.Partition) is var end && end < export.PassagesFrom)
                throw new SliceMisfitException(export.Partition, CensusTable.Census.Path, end, export.PassagesFrom);
        return CommitAsync(CensusTable.Census, pending, () => Passages.AddRange(
            pending.SelectMany(e => e.Passages).Where(p => p.Offset > Held(CensusTable.Census, p.Partition))));
    }

    public Task MaintainAsync(CancellationToken cancellationToken)
    {
        Fault("maintenance");
        return Task.CompletedTask;
    }

    public string? Explain(Exception fault) => (fault as LakeAwayException)?.Message;

    private async Task<TableExport> CommitAsync(Table table, List<PartitionExport> pending, Action apply)
    {
        await Pause(table.Path);
        Fault(table.Path);
        apply();
        foreach (var export in pending) held[(table.Path, export.Partition)] = export.To;
        Fault(table.Path);
        var version = versions.GetValueOrDefault(table.Path);
        if (pending.Count == 0) return new TableExport { Table = table.Path, Version = version };
        versions[table.Path] = ++version;
        var rows = pending.SelectMany(e => e.Slices).Where(s => s.Table == table.Path).Sum(s => s.File?.Rows ?? 0);
        return new TableExport { Table = table.Path, Version = version, CommittedAt = DateTime.UnixEpoch, Rows = rows };
    }

    private long Held(Table table, int partition) => held.GetValueOrDefault((table.Path, partition), -1);
}
