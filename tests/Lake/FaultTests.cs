using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>Writers on a store that fails: every change once, versions without a gap, no row lost.</summary>
public sealed class FaultTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Commit_OnAStoreThatLosesRequestsAndAnswers_PutsEachChangeInOnce(int seed)
    {
        // Reads fail less: a table is opened by many of them, all of which must succeed, and a log that has grown long
        // for want of checkpoints would not be opened for hours.
        const int Writers = 16, CommitsEach = 10, ChangeFaultPercent = 20, ReadFaultPercent = 2;
        var random = new Random(seed);
        var gate = new Lock();
        var armed = false;
        void Fail(string operation, string path)
        {
            lock (gate)
                if (armed && random.Next(100) < (operation == "read" ? ReadFaultPercent : ChangeFaultPercent))
                    throw new LakeStoreException($"{operation} {path}: 503", transient: true);
        }

        var store = new MemoryStore { Before = Fail, After = Fail };
        await CreateAsync(store);
        armed = true;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Writers), new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (writer, _) => await WriteAsync(store, writer, CommitsEach));
        armed = false;
        await AssertWholeAsync(store, Writers, CommitsEach);
    }

    [Fact]
    public async Task Commit_WhoseAnswerIsLost_IsKnownAgainAndNotMadeTwice()
    {
        var lose = false;
        var store = new MemoryStore
        {
            After = (operation, path) =>
            {
                if (!lose || !path.EndsWith("00000000000000000001.json", StringComparison.Ordinal)) return;
                lose = false;
                throw new LakeStoreException("timeout", transient: true);
            },
        };
        var table = await CreateAsync(store);
        lose = true;
        Assert.Equal(new Committed(1, 1), await table.AppendAsync(DeltaWriteTests.Rows(0, 3), [], None));
        Assert.Equal(1, (await DeltaTable.OpenAsync(store, new LakeOptions(), None)).Current.Version);
    }

    [Fact]
    public async Task Commit_WhoseReadBackFailsToo_IsKnownAgainAndNotMadeTwice()
    {
        const string Commit = "_delta_log/00000000000000000001.json";
        var (lose, failReads) = (false, 0);
        var store = new MemoryStore
        {
            Before = (operation, path) =>
            {
                if (operation == "read" && path == Commit && failReads-- > 0)
                    throw new LakeStoreException("503", transient: true);
            },
            After = (_, path) =>
            {
                if (!lose || path != Commit) return;
                (lose, failReads) = (false, 3);
                throw new LakeStoreException("timeout", transient: true);
            },
        };
        var table = await CreateAsync(store);
        lose = true;
        Assert.Equal(new Committed(1, 4), await table.AppendAsync(DeltaWriteTests.Rows(0, 3), [], None));
        Assert.Equal(1, (await DeltaTable.OpenAsync(store, new LakeOptions(), None)).Current.Version);
    }

    /// <summary>The writer dies at its n-th operation on the store, before or after it took effect.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_ByAWriterThatDiesAtEachOperation_IsResumedExactlyOnce(bool afterEffect)
    {
        const int Commits = 5;
        var clean = false;
        for (var deathAt = 1; !clean; deathAt++)
        {
            var operations = 0;
            var alive = true;
            void Count(bool after)
            {
                if (!alive || (after == afterEffect && ++operations == deathAt))
                {
                    alive = false;
                    throw new InvalidOperationException("dead");
                }
            }

            var mortal = new MemoryStore
            {
                Before = (_, _) => Count(after: false), After = (_, _) => Count(after: true),
            };
            try
            {
                var table = await DeltaTable.CreateAsync(
                    mortal,
                    new TableDefinition
                    {
                        Schema = DeltaWriteTests.Rows(0, 1).Schema,
                        Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "2" },
                    },
                    new LakeOptions(), None);
                await WriteAsync(mortal, writer: 0, Commits);
                clean = true;
            }
            catch (InvalidOperationException)
            {
                // The next process finds what this one left.
            }

            var heir = new MemoryStore();
            foreach (var (path, bytes) in mortal.Files) heir.Files[path] = bytes;
            await DeltaTable.OpenOrCreateAsync(
                heir, new TableDefinition { Schema = DeltaWriteTests.Rows(0, 1).Schema }, new LakeOptions(), None);
            await WriteAsync(heir, writer: 0, Commits);
            await AssertWholeAsync(heir, writers: 1, Commits);
        }
    }

    [Fact]
    public async Task Open_AfterACrashBetweenFileOperations_SeesOnlyWholeCommits()
    {
        using var folder = new TestFolder();
        var table = await DeltaWriteTests.CreateAsync(folder);
        await table.AppendAsync(DeltaWriteTests.Rows(0, 3), [], None);
        var log = Path.Combine(folder.Path, "_delta_log");
        // Before the link: a temporary file, cut off. After the link, before its removal: both names of one file.
        await File.WriteAllTextAsync(Path.Combine(log, ".tmp-cut"), "{\"add\":{\"pa");
        File.Copy(Path.Combine(log, $"{1:D20}.json"), Path.Combine(log, ".tmp-linked"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, ".tmp-data"), "PAR1");
        // A checkpoint is there, its pointer is not; and a pointer to what is not there.
        await table.WriteCheckpointAsync(None);
        File.Delete(Path.Combine(log, "_last_checkpoint"));
        Assert.Equal(3, await CountAsync(table.Store));
        await File.WriteAllTextAsync(Path.Combine(log, "_last_checkpoint"), """{"version":77,"size":3}""");
        Assert.Equal(3, await CountAsync(table.Store));
        await File.WriteAllTextAsync(Path.Combine(log, $"{1:D20}.checkpoint.parquet"), "PAR1 cut off");
        Assert.Equal(3, await CountAsync(table.Store));
    }

    internal static Task<DeltaTable> CreateAsync(ILakeStore store) => DeltaTable.CreateAsync(
        store, new TableDefinition { Schema = DeltaWriteTests.Rows(0, 1).Schema }, new LakeOptions(), None);

    /// <summary>
    /// What an exporter does: resumes after the last committed transaction, and treats every failure as an unknown
    /// outcome that the same transaction resolves.
    /// </summary>
    /// <param name="store">Where the table is.</param>
    /// <param name="writer">Which of several.</param>
    /// <param name="commits">How many commits it makes in all.</param>
    /// <param name="committed">Told of each.</param>
    internal static async Task WriteAsync(ILakeStore store, int writer, int commits, Action? committed = null)
    {
        while (true)
        {
            try
            {
                var table = await DeltaTable.OpenAsync(store, new LakeOptions(), None);
                var app = $"writer-{writer}";
                for (var i = (table.Current.TransactionVersion(app) ?? -1) + 1; i < commits; i++)
                {
                    var rows = DeltaWriteTests.Rows((int)((writer * commits + i) * 10), 10);
                    var outcome = await table.AppendAsync(rows, [new AppTransaction(app, i)], None);
                    Assert.IsNotType<Conflicted>(outcome);
                    committed?.Invoke();
                }

                return;
            }
            catch (LakeStoreException e) when (e.IsTransient)
            {
                // Once more, from what is committed.
            }
        }
    }

    internal static async Task AssertWholeAsync(ILakeStore store, int writers, int commits)
    {
        var table = await DeltaTable.OpenAsync(store, new LakeOptions(), None);
        Assert.Equal(writers * commits, table.Current.Version);
        var ids = new List<long>();
        await foreach (var batch in table.ScanAsync(table.Current, ["id"], filter: null, None))
            ids.AddRange(batch.Get<Int64Column>("id").Values);
        Assert.Equal(Enumerable.Range(0, writers * commits * 10).Select(i => (long)i), ids.Order());
        Assert.Empty(await table.VerifyAsync(table.Current, None));
        var listing = new HashSet<string>();
        await foreach (var entry in store.ListAsync("_delta_log", None)) listing.Add(entry.Path);
        for (var version = 0; version <= table.Current.Version; version++)
            Assert.Contains($"_delta_log/{version:D20}.json", listing);
    }

    private static async Task<long> CountAsync(ILakeStore store)
    {
        var table = await DeltaTable.OpenAsync(store, new LakeOptions(), None);
        return await table.CountAsync(table.Current, None);
    }
}
