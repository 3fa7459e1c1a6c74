using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using RequestMethod = Azure.Core.RequestMethod;

namespace PatientFlow.Tests;

/// <summary>The Azure store, against an emulator.</summary>
[Collection(nameof(AzuriteCollection))]
public sealed class AzureStoreTests(Azurite azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Store_OnAzure_DoesWhatAStoreMust()
    {
        var store = await OpenAsync();
        const string Path = "a/b=c/d e%41 ä#?.bin";
        Assert.Null(await store.ReadAsync(Path, None));
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.ReadRangeAsync(Path, 0, new byte[1], None));
        Assert.True(await store.PutIfAbsentAsync(Path, "0123456789"u8.ToArray(), None));
        Assert.False(await store.PutIfAbsentAsync(Path, "other"u8.ToArray(), None));
        var held = await store.ReadAsync(Path, None);
        Assert.Equal("0123456789"u8.ToArray(), held?.ToArray());
        var buffer = new byte[5];
        Assert.Equal(3, await store.ReadRangeAsync(Path, 7, buffer, None));
        Assert.Equal("789"u8.ToArray(), buffer[..3]);
        Assert.Equal(0, await store.ReadRangeAsync(Path, 10, buffer, None));
        await store.PutAsync(Path, "replaced"u8.ToArray(), None);
        var entries = new List<StoreEntry>();
        await foreach (var entry in store.ListAsync("a", None)) entries.Add(entry);
        Assert.Equal((Path, 8L), (Assert.Single(entries).Path, entries[0].SizeBytes));
        await store.DeleteAsync(Path, None);
        await store.DeleteAsync(Path, None);
        Assert.Null(await store.ReadAsync(Path, None));
    }

    [Fact]
    public async Task Upload_InBlocks_AppearsWholeOrNotAtAll()
    {
        var store = await OpenAsync();
        var piece = new byte[3 << 20];
        new Random(1).NextBytes(piece);
        await using (var abandoned = await store.StartUploadAsync("big", None))
            for (var i = 0; i < 4; i++)
                await abandoned.WriteAsync(piece, None);
        Assert.Null(await store.ReadAsync("big", None));
        await using var upload = await store.StartUploadAsync("big", None);
        for (var i = 0; i < 7; i++) await upload.WriteAsync(piece, None);
        await upload.CompleteAsync(None);
        var held = await store.ReadAsync("big", None);
        Assert.Equal(7 * piece.Length, held?.Length);
        Assert.True(held?.Span[^piece.Length..].SequenceEqual(piece));
        await using var second = await store.StartUploadAsync("big", None);
        await second.WriteAsync(piece, None);
        await Assert.ThrowsAsync<IOException>(() => second.CompleteAsync(None));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(5, "comp=blocklist")]
    public async Task Upload_WhoseLastAnswerIsLost_IsComplete(int pieces, string lastRequest)
    {
        using var network = LosingOneAnswer(lastRequest);
        var store = await OpenAsync(network);
        var piece = new byte[3 << 20];
        await using var upload = await store.StartUploadAsync("file", None);
        for (var i = 0; i < pieces; i++) await upload.WriteAsync(piece, None);
        await upload.CompleteAsync(None);
        Assert.Equal(2, network.Requests.Count(
            r => r.Method == "PUT" && r.Url.EndsWith($"file?{lastRequest}".TrimEnd('?'), StringComparison.Ordinal)));
        Assert.Equal(pieces * piece.Length, (await store.ReadAsync("file", None))?.Length);
    }

    [Fact]
    public async Task PutIfAbsent_WhoseAnswerIsLost_SaysThatTheNameIsTakenAndKeepsTheFile()
    {
        using var network = LosingOneAnswer("");
        var store = await OpenAsync(network);
        Assert.False(await store.PutIfAbsentAsync("commit", "mine"u8.ToArray(), None));
        Assert.Equal("mine"u8.ToArray(), (await store.ReadAsync("commit", None))?.ToArray());
    }

    [Fact]
    public async Task Read_OfAContainerThatIsMissing_IsAFailureAndNotAnAbsentFile()
    {
        var root = (await azurite.NewRootAsync()).Replace("/lake/table", "x/lake/table", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<LakeStoreException>(
            () => new AzureBlobStore(root, Azurite.Access, new AzureBlobOptions()).ReadAsync("a", None));
        Assert.EndsWith("a: 404 ContainerNotFound", refused.Message);
    }

    [Fact]
    public async Task PutIfAbsent_ByRacingWriters_LetsOneWin()
    {
        var store = await OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer =>
                store.PutIfAbsentAsync($"race/{round}", BitConverter.GetBytes(writer), None)));
            Assert.Equal(1, wins.Count(won => won));
        }
    }

    [Fact]
    public async Task Commit_OverAFailingNetwork_PutsEachChangeInOnce()
    {
        const int Writers = 8, CommitsEach = 6;
        var root = await azurite.NewRootAsync();
        await FaultTests.CreateAsync(new AzureBlobStore(root, Azurite.Access, new AzureBlobOptions()));
        using var network = new FaultyTransport(seed: 5, percent: 10);
        var options = new AzureBlobOptions { Transport = network };
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        var store = new AzureBlobStore(root, Azurite.Access, options);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Writers), new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (writer, _) => await FaultTests.WriteAsync(store, writer, CommitsEach));
        Assert.True(network.Faults > 20, $"only {network.Faults} faults");
        await FaultTests.AssertWholeAsync(
            new AzureBlobStore(root, Azurite.Access, new AzureBlobOptions()), Writers, CommitsEach);
    }

    [Fact]
    public async Task Maintenance_OnAzure_Works()
    {
        var store = await OpenAsync();
        var table = await FaultTests.CreateAsync(store);
        await FaultTests.WriteAsync(store, writer: 0, commits: 25);
        await table.RefreshAsync(None);
        Assert.Equal(25, table.Current.Version);
        await table.OptimizeAsync(new OptimizeOptions(), None);
        await table.DeleteAsync(RowFilter.Compare("id", FilterOperator.Less, 100L), None);
        Assert.Equal(150, await table.CountAsync(table.Current, None));
        Assert.Empty(await table.VerifyAsync(table.Current, None));
        Assert.Empty((await table.VacuumAsync(retention: null, dryRun: true, None)).Files);
        Assert.Equal(27, (await table.HistoryAsync(limit: 1, None))[0].Version);
    }

    [Theory]
    [InlineData("https://acc.blob.core.windows.net/lake/gold/dim", "https://acc.blob.core.windows.net/lake", "gold/dim")]
    [InlineData("abfss://lake@acc.dfs.core.windows.net/gold/dim/", "https://acc.blob.core.windows.net/lake", "gold/dim")]
    [InlineData("abfss://lake@acc.dfs.core.windows.net", "https://acc.blob.core.windows.net/lake", "")]
    [InlineData("http://127.0.0.1:10000/acc/lake/a%20b", "http://127.0.0.1:10000/acc/lake", "a b")]
    [InlineData("http://localhost:7/acc/lake/a", "http://127.0.0.1:7/acc/lake", "a")]
    public void Parse_OfARoot_FindsContainerAndPath(string root, string container, string prefix) =>
        Assert.Equal(new AzureLocation(container, prefix), AzureLocation.Parse(root));

    [Theory]
    [InlineData("/data/lake")]
    [InlineData("data")]
    [InlineData("https://acc.blob.core.windows.net/")]
    [InlineData("http://[::1]:10000/acc/lake/a")]
    public void Parse_OfAPath_IsNoAzureRoot(string root) => Assert.Null(AzureLocation.Parse(root));

    /// <summary>A network that loses the answer of the first Put with this query.</summary>
    private static ToldTransport LosingOneAnswer(string query)
    {
        var left = 1;
        return new ToldTransport(
            _ => null,
            request => request.Method == RequestMethod.Put && request.Uri.Query.TrimStart('?') == query && left-- > 0);
    }

    private async Task<AzureBlobStore> OpenAsync(ToldTransport? network = null)
    {
        var options = new AzureBlobOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        if (network is not null) options.Transport = network;
        return new AzureBlobStore(await azurite.NewRootAsync(), Azurite.Access, options);
    }
}
