using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>How <c>dim_patient</c> lies in files (docs/decisions/0008), beside a plain dictionary of what it must hold.</summary>
public sealed class PatientFilesTests : IDisposable
{
    private const int New = 200;
    private static readonly int FileRowsMax = DimensionTables.Patient.FileRowsMax!.Value;
    private static readonly DateTime Begin = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TestFolder folder = new();
    private readonly Random random = new(11);
    private readonly SortedDictionary<long, PatientRow> expected = [];
    private long offset;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_change_rewrites_the_one_file_that_holds_it_however_many_patients_there_are(int changed)
    {
        var table = await CreateAsync();
        await MergeAsync(table, [.. Enumerable.Range(0, 60_000).Select(_ => Open())]);
        for (var export = 0; export < 15; export++)
        {
            var rewrite = await MergeAsync(table, [.. Close(changed), .. Enumerable.Range(0, New).Select(_ => Open())]);
            Assert.InRange(rewrite.Removes.Count, 1, changed);
            Assert.InRange(rewrite.Adds.Sum(a => a.Rows ?? 0), changed + New, (changed * FileRowsMax) + changed + New);
            await CompactAsync(table);
            Assert.All(table.Current.Files, f => Assert.InRange(f.Rows ?? 0, 1, FileRowsMax));
        }

        await AssertExpectedAsync(table);
    }

    [Fact]
    public async Task Small_files_become_one_and_full_ones_stay()
    {
        var table = await CreateAsync();
        await MergeAsync(table, [.. Enumerable.Range(0, 40_000).Select(_ => Open())]);
        var full = table.Current.Files.Where(f => f.Rows >= FileRowsMax / 2).ToHashSet();
        Assert.NotEmpty(full);
        var limits = new UpkeepLimits { SmallFilesMax = 4 };
        for (var export = 0; export < 10; export++) await MergeAsync(table, [.. Enumerable.Range(0, New).Select(_ => Open())]);
        var before = table.Current.Files.Count;
        for (var bucket = 0; bucket < DimensionTables.PatientBuckets * 3; bucket++) await CompactAsync(table, limits);
        Assert.InRange(table.Current.Files.Count, full.Count, before / 2);
        Assert.Superset(full, table.Current.Files.ToHashSet());
        await AssertExpectedAsync(table);
    }

    [Fact]
    public async Task A_file_of_an_older_layout_is_divided_when_a_row_of_it_changes()
    {
        var table = await CreateAsync();
        List<PatientRow> rows = [.. Enumerable.Range(0, 50_000).Select(_ => Open())];
        await CommitAsync(table, new Rewrite(), await table.StageAsync(
            RowBatches.Of<PatientRow>(DimensionTables.Patient, [.. rows]), CancellationToken.None));
        Assert.Contains(table.Current.Files, f => f.Rows > FileRowsMax);

        await MergeAsync(table, [.. Close(200)]);
        Assert.All(table.Current.Files, f => Assert.InRange(f.Rows ?? 0, 1, FileRowsMax));
        await AssertExpectedAsync(table);
    }

    private Task<DeltaTable> CreateAsync() => DeltaTable.CreateAsync(
        new LocalStore(folder.Path),
        new TableDefinition
        {
            Schema = RowBatches.SchemaOf(DimensionTables.Patient),
            PartitionColumns = DimensionTables.Patient.PartitionColumns,
        },
        new LakeOptions(), CancellationToken.None);

    private static async Task<Rewrite> MergeAsync(DeltaTable table, IReadOnlyList<PatientRow> rows)
    {
        var rewrite = new Rewrite();
        await rewrite.ReplacePatientsAsync(table, rows, CancellationToken.None);
        await CommitAsync(table, rewrite, rewrite.Adds);
        return rewrite;
    }

    private static async Task CommitAsync(DeltaTable table, Rewrite rewrite, IReadOnlyList<AddFile> adds) =>
        Assert.IsType<Committed>(await table.CommitAsync(
            new TableChange { Operation = "MERGE", Adds = adds, Removes = rewrite.Removes, Reads = ReadScope.Table },
            CancellationToken.None));

    private static async Task CompactAsync(DeltaTable table, UpkeepLimits? limits = null)
    {
        var files = CompactionChoice.Of(table.Current, FileRowsMax, limits ?? new UpkeepLimits());
        if (files.Count > 1) await Compaction.RunAsync(table, table.Current, files, CancellationToken.None);
    }

    private PatientRow Open()
    {
        var row = new PatientRow($"P{offset}", new PatientVersion
        {
            PatientSk = RowKey.Of(0, offset++),
            Gender = "Female",
            Age = 40,
            InsuranceType = "Medicare",
            EffectiveFrom = Begin.AddSeconds(offset),
        });
        expected.Add(row.Version.PatientSk, row);
        return row;
    }

    /// <summary>Closes versions of any age.</summary>
    private IEnumerable<PatientRow> Close(int count)
    {
        var keys = expected.Keys.ToArray();
        random.Shuffle(keys);
        foreach (var key in keys.Take(count))
        {
            var row = expected[key];
            yield return expected[key] = row with { Version = row.Version with { EffectiveTo = Begin.AddSeconds(offset) } };
        }
    }

    private async Task AssertExpectedAsync(DeltaTable table)
    {
        var held = new SortedDictionary<long, (string?, DateTimeOffset?)>();
        await foreach (var rows in table.ScanAsync(
            table.Current, ["patient_sk", "patient_id", "effective_to"], null, CancellationToken.None))
        {
            var ended = rows.Get<TimestampColumn>("effective_to");
            for (var row = 0; row < rows.RowCount; row++)
                held.Add(
                    rows.Get<Int64Column>("patient_sk")[row],
                    (rows.Get<TextColumn>("patient_id").GetStringOrNull(row), ended.IsNull(row) ? null : ended.GetTime(row)));
        }

        Assert.Equal(
            expected.Select(e => (e.Key, (e.Value.PatientId, (DateTimeOffset?)e.Value.Version.EffectiveTo))),
            held.Select(h => (h.Key, (h.Value.Item1!, h.Value.Item2))));
    }
}
