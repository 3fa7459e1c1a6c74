using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>Changes of rows, and the upkeep of a table, checked against a plain list of what must be there.</summary>
public sealed class TableRewriteTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Delete_OfSomeRows_LeavesTheOthersAndUntouchedFiles()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var below = RowFilter.Compare("id", FilterOperator.Less, 30L);
        var untouched = table.Current.FilesFor(below).Select(file => file.Path).ToHashSet();
        await table.DeleteAsync(RowFilter.Compare("id", FilterOperator.GreaterOrEqual, 35L), None);
        Assert.Equal(Enumerable.Range(0, 35).Select(i => (long)i), await IdsAsync(table));
        Assert.Equal(3, table.Current.Files.Count(file => untouched.Contains(file.Path)));
        Assert.Equal(4, table.Current.Files.Count);
    }

    [Fact]
    public async Task Update_OfSomeRows_ChangesOnlyThem()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        await table.UpdateAsync(
            RowFilter.And(
                RowFilter.Compare("id", FilterOperator.Less, 20), RowFilter.Not(RowFilter.IsNull("ward"))),
            (source, row, target) =>
            {
                target.Get<Int64Column>("id").Append(source.Get<Int64Column>("id")[row] + 1000);
                target.Get<TextColumn>("ward").Append("moved");
                target.Get<DateColumn>("day").AppendNull();
            },
            None);
        var expected = Enumerable.Range(0, 100).Select(i => i < 20 && i % 5 != 0 ? i + 1000L : i).Order();
        Assert.Equal(expected, await IdsAsync(table));
    }

    [Fact]
    public async Task Merge_ReplacesDeletesAndInserts()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var source = DeltaWriteTests.Rows(95, 10);
        var merge = new TableMerge
        {
            Source = source, Keys = ["id"],
            WhenMatched = (_, _, rows, row) => rows.Get<Int64Column>("id")[row] == 97
                ? MergeAction.Delete
                : MergeAction.Replace,
            Transactions = [new AppTransaction("merger", 1)],
        };
        var before = table.Current.Files.Select(file => file.Path).ToHashSet();
        Assert.IsType<Committed>(await table.MergeAsync(merge, None));
        Assert.Equal(Enumerable.Range(0, 105).Where(i => i != 97).Select(i => (long)i), await IdsAsync(table));
        Assert.Equal(9, table.Current.Files.Count(file => before.Contains(file.Path)));
        Assert.IsType<AlreadyApplied>(await table.MergeAsync(merge, None));
        var twice = DeltaWriteTests.Rows(0, 1);
        twice.AppendFrom(twice, 0);
        await Assert.ThrowsAsync<ArgumentException>(
            () => table.MergeAsync(new TableMerge { Source = twice, Keys = ["id"] }, None));
    }

    [Fact]
    public async Task Overwrite_ThenTimeTravel_ShowsBoth()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var version = table.Current.Version;
        await table.OverwriteAsync(DeltaWriteTests.Rows(500, 5), None);
        Assert.Equal([500, 501, 502, 503, 504], await IdsAsync(table));
        var old = await table.ReadVersionAsync(version, None);
        Assert.Equal(100, await table.CountAsync(old, None));
        var history = await table.HistoryAsync(limit: 3, None);
        Assert.Equal([version + 1, version, version - 1], history.Select(entry => entry.Version));
        Assert.Equal(10, history[0].FilesRemoved);
        var then = await table.ReadAtAsync(history[1].Committed, None);
        Assert.Equal(version, then.Version);
        await Assert.ThrowsAsync<LakeFormatException>(
            () => table.ReadAtAsync(DateTimeOffset.UnixEpoch, None));
        await Assert.ThrowsAsync<LakeFormatException>(() => table.ReadVersionAsync(version + 2, None));
    }

    /// <summary>Files that were copied have the times of the copy, in any order.</summary>
    [Fact]
    public async Task ReadAt_WhereALaterCommitLooksOlder_GoesByTheOrderOfVersions()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        for (var version = 0; version <= 10; version++)
        {
            var hours = version == 4 ? -5 : version;
            File.SetLastWriteTimeUtc(
                Path.Combine(folder.Path, "_delta_log", $"{version:D20}.json"), noon.AddHours(hours).UtcDateTime);
        }

        var times = (await table.HistoryAsync(limit: 11, None)).Reverse().Select(entry => entry.Committed).ToList();
        Assert.Equal(times.Order().Distinct(), times);
        Assert.Equal(2, (await table.ReadAtAsync(noon.AddHours(2.5), None)).Version);
        Assert.Equal(4, (await table.ReadAtAsync(noon.AddHours(4), None)).Version);
        Assert.Equal(10, (await table.ReadAtAsync(noon.AddYears(1), None)).Version);
        await Assert.ThrowsAsync<LakeFormatException>(() => table.ReadAtAsync(noon.AddSeconds(-1), None));
    }

    [Fact]
    public async Task AddColumns_KeepsOldRowsAndRefusesAnotherType()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var added = new Field("flag", DataType.Boolean, Comment: "late");
        Assert.IsType<Committed>(await table.AddColumnsAsync([added], None));
        Assert.IsType<AlreadyApplied>(await table.AddColumnsAsync([added], None));
        var rows = await table.ReadFileAsync(table.Current.Files.First(), columns: null, None);
        Assert.Equal(rows.RowCount, rows["flag"].NullCount);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => table.AddColumnsAsync([added with { Type = DataType.Long }], None));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => table.AddColumnsAsync([new Field("must", DataType.Long, Nullable: false)], None));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => table.AddColumnsAsync([new Field("ID", DataType.Long)], None));
    }

    [Fact]
    public async Task Optimize_WithASort_KeepsTheRowsInOneFile()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        await table.OptimizeAsync(new OptimizeOptions { SortBy = ["ward", "id"] }, None);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), await IdsAsync(table));
        var file = Assert.Single(table.Current.Files);
        Assert.False(file.DataChange);
        var rows = await table.ReadFileAsync(file, ["ward", "id"], None);
        var keys = Enumerable.Range(0, rows.RowCount).Select(row =>
            (Ward: rows.Get<TextColumn>("ward").GetStringOrNull(row), Id: rows.Get<Int64Column>("id")[row])).ToList();
        Assert.Equal(keys.OrderBy(key => key.Ward, StringComparer.Ordinal).ThenBy(key => key.Id), keys);
        Assert.IsType<AlreadyApplied>(await table.OptimizeAsync(new OptimizeOptions(), None));
        Assert.Empty(await table.VerifyAsync(table.Current, None));
    }

    [Fact]
    public async Task Scan_WithAFilter_SkipsFilesByStatistics()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var filter = RowFilter.Compare("id", FilterOperator.Greater, 41L);
        var narrow = RowFilter.And(filter, RowFilter.Compare("id", FilterOperator.LessOrEqual, 44L));
        Assert.Single(table.Current.FilesFor(narrow));
        var ids = new List<long>();
        await foreach (var batch in table.ScanAsync(table.Current, ["id"], narrow, None))
            ids.AddRange(batch.Get<Int64Column>("id").Values);
        Assert.Equal([42, 43, 44], ids);
        Assert.Empty(table.Current.FilesFor(RowFilter.Equal("ward", "zzz")));
    }

    [Fact]
    public async Task Scan_ForAnyOfSomeValues_SkipsFilesThatLieBetweenThem()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var some = RowFilter.AnyOf("id", [77L, 12L, -5L, 400L, 71L]);
        Assert.Equal(2, table.Current.FilesFor(some).Count);
        var ids = new List<long>();
        await foreach (var batch in table.ScanAsync(table.Current, ["id"], some, None))
            ids.AddRange(batch.Get<Int64Column>("id").Values);
        Assert.Equal([12, 71, 77], ids.Order());
        Assert.Empty(table.Current.FilesFor(RowFilter.AnyOf("id", [])));
        Assert.Throws<ArgumentException>(() => table.Current.FilesFor(RowFilter.AnyOf("ward", [1L])));
    }

    [Fact]
    public async Task Stage_WithSoManyRowsAFile_KeepsEveryRow()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var files = await table.StageAsync(DeltaWriteTests.Rows(100, 45), fileRowsMax: 20, None);
        Assert.Equal([20L, 20L, 5L], files.Select(file => file.Rows ?? 0));
        await table.CommitAsync(new TableChange { Adds = files }, None);
        Assert.Equal(Enumerable.Range(0, 145).Select(i => (long)i), await IdsAsync(table));
        Assert.Empty(await table.VerifyAsync(table.Current, None));
    }

    [Fact]
    public async Task Vacuum_TakesOnlyWhatIsPastItsRetention()
    {
        using var folder = new TestFolder();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var table = await WithRowsAsync(folder, new LakeOptions { Clock = clock });
        await table.OptimizeAsync(new OptimizeOptions(), None);
        var staged = Assert.Single(await table.StageAsync(DeltaWriteTests.Rows(900, 5), None));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "_note"), "not ours");
        Assert.Empty((await table.VacuumAsync(retention: null, dryRun: false, None)).Files);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => table.VacuumAsync(TimeSpan.FromHours(1), dryRun: true, None));
        clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(11, (await table.VacuumAsync(retention: null, dryRun: true, None)).Files.Count);
        var report = await table.VacuumAsync(retention: null, dryRun: false, None);
        Assert.Equal(11, report.Files.Count);
        Assert.Contains(staged.StorePath, report.Files.Select(file => file.Path));
        Assert.Empty(await table.VerifyAsync(table.Current, None));
        Assert.True(File.Exists(Path.Combine(folder.Path, "_note")));
    }

    [Fact]
    public async Task LogCleanup_KeepsTheCheckpointThatTheRestNeeds()
    {
        using var folder = new TestFolder();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var table = await WithRowsAsync(folder, new LakeOptions { Clock = clock });
        var log = Path.Combine(folder.Path, "_delta_log");
        foreach (var file in Directory.EnumerateFiles(log).Where(name => string.CompareOrdinal(
            Path.GetFileName(name), "00000000000000000008.json") < 0))
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime.AddDays(-40));
        for (var i = 0; i < 10; i++) await table.AppendAsync(DeltaWriteTests.Rows(100 + i, 1), [], None);
        // The newest expired commit is 7, the checkpoint at or before it does not exist: nothing may go.
        Assert.True(File.Exists(Path.Combine(log, "00000000000000000000.json")));
        foreach (var file in Directory.EnumerateFiles(log))
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime.AddDays(-40));
        for (var i = 10; i < 20; i++) await table.AppendAsync(DeltaWriteTests.Rows(100 + i, 1), [], None);
        Assert.False(File.Exists(Path.Combine(log, "00000000000000000019.json")));
        Assert.True(File.Exists(Path.Combine(log, "00000000000000000020.json")));
        Assert.True(File.Exists(Path.Combine(log, "00000000000000000020.checkpoint.parquet")));
        var fresh = await DeltaTable.OpenAsync(table.Store, new LakeOptions(), None);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => (long)i), await IdsAsync(fresh));
        Assert.Equal(20, (await fresh.ReadVersionAsync(20, None)).Version);
    }

    [Fact]
    public async Task Verify_OfADamagedTable_NamesEachDamage()
    {
        using var folder = new TestFolder();
        var table = await WithRowsAsync(folder);
        var files = table.Current.Files.OrderBy(file => file.Path).ToList();
        File.Delete(Path.Combine(folder.Path, files[0].StorePath));
        await File.AppendAllTextAsync(Path.Combine(folder.Path, files[1].StorePath), "x");
        var lie = files[2] with { StatsJson = """{"numRecords":9,"minValues":{"id":99999},"nullCount":{"ward":0}}""" };
        var copy = lie with { Path = "copy.parquet" };
        File.Copy(Path.Combine(folder.Path, lie.StorePath), Path.Combine(folder.Path, "copy.parquet"));
        await table.CommitAsync(new TableChange { Adds = [copy] }, None);
        var problems = await table.VerifyAsync(table.Current, None);
        Assert.Contains(problems, p => p.Path == files[0].Path && p.Reason.Contains("not there"));
        Assert.Contains(problems, p => p.Path == files[1].Path && p.Reason.Contains("bytes"));
        Assert.Equal(3, problems.Count(p => p.Path == "copy.parquet"));
    }

    /// <summary>100 rows in ten files, committed one by one.</summary>
    private static async Task<DeltaTable> WithRowsAsync(TestFolder folder, LakeOptions? options = null)
    {
        var table = await DeltaTable.CreateAsync(
            new LocalStore(folder.Path), new TableDefinition { Schema = DeltaWriteTests.Rows(0, 1).Schema },
            options ?? new LakeOptions(), None);
        for (var i = 0; i < 10; i++) await table.AppendAsync(DeltaWriteTests.Rows(i * 10, 10), [], None);
        return table;
    }

    private static async Task<IEnumerable<long>> IdsAsync(DeltaTable table)
    {
        var ids = new List<long>();
        await foreach (var batch in table.ScanAsync(table.Current, ["id"], filter: null, None))
            ids.AddRange(batch.Get<Int64Column>("id").Values);
        return ids.Order();
    }
}
