using System.Text;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>
/// Each rule by which a commit is refused after another writer's, and beside it the commit that may pass. The loser is
/// a table object that has not seen the winner's commit.
/// </summary>
public sealed class ConflictRuleTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Commit_AfterTheProtocolWasChanged_IsRefused()
    {
        var (store, loser, _) = await RaceAsync();
        store.Files["_delta_log/00000000000000000002.json"] =
            Encoding.UTF8.GetBytes("""{"protocol":{"minReaderVersion":1,"minWriterVersion":1}}""" + "\n");
        await AssertRefusedAsync(ConflictKind.ProtocolChanged, loser, await BlindAsync(loser));
    }

    [Fact]
    public async Task Commit_AfterTheMetadataWasChanged_IsRefused()
    {
        var (_, loser, winner) = await RaceAsync();
        await winner.AddColumnsAsync([new Field("late", DataType.Long)], None);
        await AssertRefusedAsync(ConflictKind.MetadataChanged, loser, await BlindAsync(loser));
    }

    [Fact]
    public async Task Commit_AfterRowsWereAddedWhereItHasRead_IsRefused()
    {
        var (_, loser, winner) = await RaceAsync();
        await winner.AppendAsync(DeltaWriteTests.Rows(1, 1), [], None);
        var change = await BlindAsync(loser);
        await AssertRefusedAsync(ConflictKind.ConcurrentAppend, loser, change with { Reads = ReadScope.Table });
        await AssertRefusedAsync(ConflictKind.ConcurrentAppend, loser, change with { Reads = Day("2024-10-05") });
        await AssertPassesAsync(loser, change with { Reads = Day("2024-10-04") });
    }

    [Fact]
    public async Task Commit_AfterRowsWereAddedThatItHasNotRead_Passes()
    {
        var (_, loser, winner) = await RaceAsync();
        await winner.AppendAsync(DeltaWriteTests.Rows(1, 1), [], None);
        await AssertPassesAsync(loser, await BlindAsync(loser));
        await winner.AppendAsync(DeltaWriteTests.Rows(2, 1), [], None);
        await AssertPassesAsync(loser, await BlindAsync(loser) with
        {
            Removes = [loser.Current.Files.First()],
            Reads = ReadScope.OwnFiles,
        });
    }

    [Fact]
    public async Task Commit_AfterAFileThatItHasReadWasRemoved_IsRefused()
    {
        var (_, loser, winner) = await RaceAsync();
        // The day of ids 0, 4 and 8.
        await winner.DeleteAsync(RowFilter.Equal("day", new DateOnly(2024, 10, 4)), None);
        var change = await BlindAsync(loser);
        await AssertRefusedAsync(ConflictKind.ConcurrentDeleteRead, loser, change with { Reads = ReadScope.Table });
        await AssertRefusedAsync(ConflictKind.ConcurrentDeleteRead, loser, change with { Reads = Day("2024-10-04") });
        await AssertPassesAsync(loser, change with { Reads = Day("2024-10-05") });
    }

    [Fact]
    public async Task Commit_AfterAFileThatItRemovesWasRemoved_IsRefused()
    {
        var (_, loser, winner) = await RaceAsync();
        var doomed = loser.Current.Files.First(file => file.PartitionValues["day"] == "2024-10-04");
        await winner.DeleteAsync(RowFilter.Equal("day", new DateOnly(2024, 10, 4)), None);
        await AssertRefusedAsync(ConflictKind.ConcurrentDeleteDelete, loser, await BlindAsync(loser) with
        {
            Removes = [doomed],
            Reads = ReadScope.OwnFiles,
        });
    }

    [Fact]
    public async Task Commit_AfterACompaction_PassesUnlessItRemovesTheSameFiles()
    {
        var (_, loser, winner) = await RaceAsync();
        await winner.AppendAsync(DeltaWriteTests.Rows(0, 10), [], None);
        await loser.RefreshAsync(None);
        await winner.OptimizeAsync(new OptimizeOptions(), None);
        var change = await BlindAsync(loser);
        await AssertRefusedAsync(ConflictKind.ConcurrentDeleteDelete, loser, change with
        {
            Removes = [loser.Current.Files.First()],
            Reads = ReadScope.OwnFiles,
        });
        await AssertPassesAsync(loser, change with { Reads = ReadScope.Table });
    }

    [Fact]
    public async Task Commit_AfterOneOfItsApplicationsWentOn_IsRefused()
    {
        var (_, loser, winner) = await RaceAsync();
        await winner.AppendAsync(DeltaWriteTests.Rows(1, 1), [new AppTransaction("a", 5)], None);
        var change = await BlindAsync(loser);
        await AssertRefusedAsync(ConflictKind.ConcurrentTransaction, loser, change with
        {
            Transactions = [new AppTransaction("a", 5), new AppTransaction("b", 1)],
        });
        Assert.IsType<AlreadyApplied>(await loser.CommitAsync(
            change with { Transactions = [new AppTransaction("a", 5)] }, None));
        // Also beyond: what comes after 5 was computed by one who did not know of 5.
        TableChange next = change with { Transactions = [new AppTransaction("a", 6)] };
        await AssertRefusedAsync(ConflictKind.ConcurrentTransaction, loser, next);
        await AssertPassesAsync(loser, next with { BasedOn = loser.Current.Version });
    }

    [Fact]
    public async Task Commit_WhereOthersAreAlwaysFaster_GivesUp()
    {
        const int AttemptsMax = 4;
        DeltaTable? rival = null;
        var store = new MemoryStore
        {
            Before = (operation, path) =>
            {
                if (rival is not { } faster || operation != "put-if-absent") return;
                // Not again for the rival's own commit, which ends before it returns: everything is in memory.
                rival = null;
                Assert.IsType<Committed>(faster.CommitAsync(
                    new TableChange { Transactions = [new AppTransaction(path, 1)] }, None).GetAwaiter().GetResult());
                rival = faster;
            },
        };
        await FaultTests.CreateAsync(store);
        var loser = await DeltaTable.OpenAsync(
            store, new LakeOptions { CommitAttemptsMax = AttemptsMax }, None);
        rival = await DeltaTable.OpenAsync(store, new LakeOptions(), None);
        var refused = Assert.IsType<Conflicted>(await loser.CommitAsync(await BlindAsync(loser), None));
        Assert.Equal((ConflictKind.AttemptsExhausted, AttemptsMax), (refused.Kind, (int)refused.Version));
    }

    /// <summary>A table of ids 0 to 9 by day at version 1, and two who have seen it.</summary>
    private static async Task<(MemoryStore Store, DeltaTable Loser, DeltaTable Winner)> RaceAsync()
    {
        var store = new MemoryStore();
        var table = await DeltaTable.CreateAsync(
            store,
            new TableDefinition { Schema = DeltaWriteTests.Rows(0, 1).Schema, PartitionColumns = ["day"] },
            new LakeOptions(), None);
        await table.AppendAsync(DeltaWriteTests.Rows(0, 10), [], None);
        return (store, table, await DeltaTable.OpenAsync(store, new LakeOptions(), None));
    }

    private static ReadScope Day(string day) =>
        ReadScope.Partitions(new Dictionary<string, string?> { ["day"] = day });

    private static async Task<TableChange> BlindAsync(DeltaTable table) => new()
    {
        Adds = await table.StageAsync(DeltaWriteTests.Rows(100, 1), None), BasedOn = table.Current.Version,
    };

    private static async Task AssertRefusedAsync(ConflictKind kind, DeltaTable loser, TableChange change)
    {
        var refused = Assert.IsType<Conflicted>(await loser.CommitAsync(change, None));
        Assert.Equal(kind, refused.Kind);
        var live = await loser.RefreshAsync(None);
        Assert.DoesNotContain(live.Files, file => change.Adds.Any(add => add.Path == file.Path));
    }

    private static async Task AssertPassesAsync(DeltaTable loser, TableChange change)
    {
        Assert.IsType<Committed>(await loser.CommitAsync(change, None));
        Assert.Empty(await loser.VerifyAsync(loser.Current, None));
    }
}
