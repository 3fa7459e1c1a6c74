using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>The census in the lake, export by export.</summary>
public sealed class CensusMergeTests
{
    private static readonly NetworkMap Network = new(NetworkDefinition.Seed());
    private static readonly DateTime Base = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Units = ["H1-ICU", "H3-SUR", "H7-EME"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task However_passages_are_cut_into_exports_and_however_late_they_come_the_rows_are_the_same(int seed)
    {
        using var folder = new TestFolder();
        var table = await NewAsync(folder);
        var random = new Random(seed);
        var passages = Stays(random, 120).ToArray();
        if (seed > 2) random.Shuffle(passages);
        var seen = new List<Passage>();
        foreach (var export in passages.Chunk(1 + random.Next(25)))
        {
            await MergeAsync(table, export);
            seen.AddRange(export);
            Assert.Equal(HourlyCensus.RowsOf(seen, Network).Order(ByKey), (await RowsAsync(table)).Order(ByKey));
        }

        Assert.Equal(table.Current.Files.Count, table.Current.Files.Select(f => f.PartitionValues["census_month"]).Distinct().Count());
    }

    [Fact]
    public async Task An_export_in_order_rewrites_the_files_of_its_own_months_and_no_other()
    {
        using var folder = new TestFolder();
        var table = await NewAsync(folder);
        await MergeAsync(table, [.. Stays(new Random(7), 200)]);
        var months = table.Current.Files.ToDictionary(f => f.PartitionValues["census_month"] ?? "", f => f.Path);
        var last = months.Keys.Max(StringComparer.Ordinal) ?? "";

        await MergeAsync(table, [At("H1-ICU", Month(last).AddDays(20), isArrival: true)]);

        Assert.True(months.Count > 6, $"only {months.Count} months");
        Assert.Equal(months.Keys.Except([last]), Unchanged(table, months));
    }

    [Fact]
    public async Task A_late_visit_within_a_month_leaves_the_later_months_alone_and_a_late_admission_restates_them()
    {
        using var folder = new TestFolder();
        var table = await NewAsync(folder);
        await MergeAsync(table, [.. Stays(new Random(7), 200)]);
        var months = table.Current.Files.ToDictionary(f => f.PartitionValues["census_month"] ?? "", f => f.Path);
        var (first, at) = ("2025-02", Base.AddDays(40));

        await MergeAsync(table, [At("H1-ICU", at, isArrival: true), At("H1-ICU", at.AddHours(5), isArrival: false)]);
        Assert.Equal(months.Keys.Except([first]), Unchanged(table, months));

        await MergeAsync(table, [At("H1-ICU", at, isArrival: true)]);
        Assert.Equal(months.Keys.Where(m => string.CompareOrdinal(m, first) < 0), Unchanged(table, months));
    }

    private static IComparer<CensusRow> ByKey { get; } = Comparer<CensusRow>.Create(
        (a, b) => (a.DepartmentSk, a.Hour.Begins).CompareTo((b.DepartmentSk, b.Hour.Begins)));

    private static IEnumerable<string> Unchanged(DeltaTable table, Dictionary<string, string> months) =>
        months.Where(m => table.Current.Files.Any(f => f.Path == m.Value)).Select(m => m.Key);

    private static DateTime Month(string month) => CensusHour.FirstOf(month, TimeZoneInfo.Utc).Begins;

    private static async Task<DeltaTable> NewAsync(TestFolder folder) => await DeltaTable.CreateAsync(
        new LocalStore(folder.Path),
        new TableDefinition
        {
            Schema = RowBatches.SchemaOf(CensusTable.Census), PartitionColumns = CensusTable.Census.PartitionColumns,
        },
        new LakeOptions(), CancellationToken.None);

    private static async Task MergeAsync(DeltaTable table, Passage[] passages)
    {
        var merge = new CensusMerge(table, Network);
        await merge.CountAsync(passages, CancellationToken.None);
        var change = new TableChange { Operation = "MERGE", Adds = merge.Adds, Removes = merge.Removes, Reads = ReadScope.Table };
        (await table.CommitAsync(change, CancellationToken.None)).VersionOrThrow();
    }

    private static async Task<List<CensusRow>> RowsAsync(DeltaTable table)
    {
        var rows = new List<CensusRow>();
        foreach (var file in table.Current.Files)
        {
            var held = await table.ReadFileAsync(file, null, CancellationToken.None);
            for (var row = 0; row < held.RowCount; row++)
                rows.Add(new CensusRow(
                    held.Get<Int64Column>("department_sk")[row],
                    new CensusHour(
                        held.Get<TimestampColumn>("census_hour").GetTime(row).UtcDateTime,
                        held.Get<DateColumn>("census_date").GetDate(row), held.Get<Int32Column>("hour_of_day")[row]),
                    held.Get<Int32Column>("arrivals")[row], held.Get<Int32Column>("departures")[row],
                    held.Get<Int32Column>("patients")[row]));
        }

        return rows;
    }

    private static IEnumerable<Passage> Stays(Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (unit, from) = (Units[random.Next(Units.Length)], Base.AddDays(i * 300.0 / count));
            yield return At(unit, from, isArrival: true);
            if (random.Next(4) > 0) yield return At(unit, from.AddHours(random.Next(1_500)), isArrival: false);
        }
    }

    private static Passage At(string key, DateTime at, bool isArrival) =>
        new() { DepartmentKey = key, At = at, IsArrival = isArrival, Partition = 0, Offset = 0 };
}
