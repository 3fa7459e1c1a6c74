using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>Tables of ours: what is committed is what is read, by this object and by a fresh one.</summary>
public sealed class DeltaWriteTests
{
    private static readonly Schema Stays = new(
        new Field("id", DataType.Long, Nullable: false),
        new Field("ward", DataType.String, Comment: "where"),
        new Field("day", DataType.Date));

    [Fact]
    public async Task Commit_OfStagedFilesAndTransactions_IsReadBackByAFreshReader()
    {
        using var folder = new TestFolder();
        var store = new LocalStore(folder.Path);
        var table = await DeltaTable.CreateAsync(
            store,
            new TableDefinition
            {
                Schema = Stays, Name = "stays", Description = "One row a stay.", PartitionColumns = ["day"],
                Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "3" },
            },
            new LakeOptions(), CancellationToken.None);
        for (var i = 0; i < 7; i++)
        {
            var files = await table.StageAsync(Rows(i * 100, 100), CancellationToken.None);
            Assert.Equal(4, files.Count);
            var outcome = await table.CommitAsync(
                new TableChange
                {
                    Adds = files,
                    Transactions = [new AppTransaction("exporter-0", i), new AppTransaction("exporter-1", i * 2)],
                },
                CancellationToken.None);
            Assert.Equal(new Committed(i + 1, 1), outcome);
        }

        var fresh = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
        Assert.Equal(7, fresh.Current.Version);
        Assert.Equal(28, fresh.Current.Files.Count);
        Assert.Equal(6, fresh.Current.TransactionVersion("exporter-0"));
        Assert.Equal(12, fresh.Current.TransactionVersion("exporter-1"));
        Assert.Null(fresh.Current.TransactionVersion("exporter-2"));
        Assert.Equal("where", fresh.Current.Schema["ward"].Comment);
        Assert.Equal("stays", fresh.Current.Metadata.Name);
        Assert.True(File.Exists(Path.Combine(folder.Path, "_delta_log", "00000000000000000006.checkpoint.parquet")));
        Assert.Equal("""{"version":6,"size":28}""",
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "_delta_log", "_last_checkpoint")));
        var ids = new List<long>();
        foreach (var file in fresh.Current.Files)
        {
            var rows = await fresh.ReadFileAsync(file, ["day", "id"], CancellationToken.None);
            for (var row = 0; row < rows.RowCount; row++)
            {
                var id = rows.Get<Int64Column>("id")[row];
                ids.Add(id);
                Assert.Equal(DayOf(id), rows.Get<DateColumn>("day").ValueOrNull(row));
            }
        }

        Assert.Equal(Enumerable.Range(0, 700).Select(i => (long)i), ids.Order());
    }

    [Fact]
    public async Task Commit_OfATransactionThatTheTableHasReached_ChangesNothing()
    {
        using var folder = new TestFolder();
        var table = await CreateAsync(folder);
        var change = new TableChange
        {
            Adds = await table.StageAsync(Rows(0, 10), CancellationToken.None),
            Transactions = [new AppTransaction("a", 5)],
        };
        Assert.Equal(new Committed(1, 1), await table.CommitAsync(change, CancellationToken.None));
        Assert.Equal(new AlreadyApplied(1), await table.CommitAsync(change, CancellationToken.None));
        var half = change with { Transactions = [new AppTransaction("a", 5), new AppTransaction("b", 1)] };
        var refused = Assert.IsType<Conflicted>(await table.CommitAsync(half, CancellationToken.None));
        Assert.Equal(ConflictKind.ConcurrentTransaction, refused.Kind);
        Assert.Equal(1, table.Current.Version);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Commit_OfAnApplicationThatAnotherWriterMovedOn_IsNotRenumberedPastIt(long others)
    {
        using var folder = new TestFolder();
        var table = await CreateAsync(folder);
        await table.CommitAsync(new TableChange { Transactions = [new AppTransaction("a", 5)] }, CancellationToken.None);
        var other = await DeltaTable.OpenAsync(table.Store, new LakeOptions(), CancellationToken.None);
        await other.CommitAsync(new TableChange { Transactions = [new AppTransaction("a", others)] }, CancellationToken.None);
        var ours = new TableChange
        {
            Adds = await table.StageAsync(Rows(0, 10), CancellationToken.None),
            Transactions = [new AppTransaction("a", 7)],
        };

        var outcome = await table.CommitAsync(ours, CancellationToken.None);

        if (others < 7) Assert.Equal(ConflictKind.ConcurrentTransaction, Assert.IsType<Conflicted>(outcome).Kind);
        else Assert.Equal(new AlreadyApplied(2), outcome);
        Assert.Equal(2, table.Current.Version);
    }

    [Fact]
    public async Task Commit_OfARewriteWhoseFileAnotherRewrote_IsRefused()
    {
        using var folder = new TestFolder();
        var table = await CreateAsync(folder);
        var files = await table.StageAsync(Rows(0, 10), CancellationToken.None);
        await table.CommitAsync(new TableChange { Adds = files }, CancellationToken.None);
        var other = await DeltaTable.OpenAsync(table.Store, new LakeOptions(), CancellationToken.None);
        var rewrite = new TableChange
        {
            Adds = await table.StageAsync(Rows(0, 5), CancellationToken.None),
            Removes = files, Reads = ReadScope.OwnFiles,
        };
        Assert.Equal(new Committed(2, 1), await other.CommitAsync(
            rewrite with { Adds = await other.StageAsync(Rows(0, 3), CancellationToken.None) },
            CancellationToken.None));
        var refused = Assert.IsType<Conflicted>(await table.CommitAsync(rewrite, CancellationToken.None));
        Assert.Equal(ConflictKind.ConcurrentDeleteDelete, refused.Kind);
    }

    [Fact]
    public async Task Commit_ByRacingThreads_PutsEachChangeInOnce()
    {
        const int Writers = 8, CommitsEach = 20;
        using var folder = new TestFolder();
        var table = await CreateAsync(folder);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Writers), new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (writer, cancellation) =>
            {
                var own = await DeltaTable.OpenAsync(table.Store, new LakeOptions(), cancellation);
                for (var i = 0; i < CommitsEach; i++)
                {
                    var first = (writer * CommitsEach + i) * 10;
                    var outcome = await own.CommitAsync(
                        new TableChange
                        {
                            Adds = await own.StageAsync(Rows(first, 10), cancellation),
                            Transactions = [new AppTransaction($"writer-{writer}", i)],
                        },
                        cancellation);
                    Assert.Null(Assert.IsType<Committed>(outcome).CheckpointFailure);
                }
            });
        var fresh = await DeltaTable.OpenAsync(table.Store, new LakeOptions(), CancellationToken.None);
        Assert.Equal(Writers * CommitsEach, fresh.Current.Version);
        var ids = new List<long>();
        foreach (var file in fresh.Current.Files)
            ids.AddRange((await fresh.ReadFileAsync(file, ["id"], CancellationToken.None))
                .Get<Int64Column>("id").Values);
        Assert.Equal(Enumerable.Range(0, Writers * CommitsEach * 10).Select(i => (long)i), ids.Order());
    }

    [Fact]
    public async Task Commit_ThatRemovesRows_IsRefusedByAnAppendOnlyTable()
    {
        using var folder = new TestFolder();
        var table = await DeltaTable.CreateAsync(
            new LocalStore(folder.Path),
            new TableDefinition
            {
                Schema = Stays,
                Configuration = new Dictionary<string, string> { ["delta.appendOnly"] = "true" },
            },
            new LakeOptions(), CancellationToken.None);
        var files = await table.StageAsync(Rows(0, 10), CancellationToken.None);
        await table.CommitAsync(new TableChange { Adds = files }, CancellationToken.None);
        var removal = new TableChange { Removes = files, Reads = ReadScope.OwnFiles };
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => table.CommitAsync(removal, CancellationToken.None));
        var again = await table.StageAsync(Rows(0, 10), CancellationToken.None);
        var compaction = removal with { Adds = again, DataChange = false, Operation = "OPTIMIZE" };
        Assert.IsType<Committed>(await table.CommitAsync(compaction, CancellationToken.None));
    }

    internal static Task<DeltaTable> CreateAsync(TestFolder folder) => DeltaTable.CreateAsync(
        new LocalStore(folder.Path), new TableDefinition { Schema = Stays }, new LakeOptions(),
        CancellationToken.None);

    internal static ColumnBatch Rows(int first, int count)
    {
        var rows = new ColumnBatch(Stays);
        for (var i = first; i < first + count; i++)
        {
            rows.Get<Int64Column>("id").Append(i);
            rows.Get<TextColumn>("ward").Append(i % 5 == 0 ? null : $"ward {i % 3} ☃");
            rows.Get<DateColumn>("day").Append(DayOf(i));
        }

        return rows;
    }

    private static int? DayOf(long id) => id % 4 == 3 ? null : 20_000 + (int)(id % 4);
}
