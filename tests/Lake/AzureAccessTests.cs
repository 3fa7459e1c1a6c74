using Azure.Core;
using Azure.Identity;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>
/// Each way to be let in. The account's key is what every other test of the Azure store uses. Of an identity only the
/// request is seen: the emulator knows none.
/// </summary>
[Collection(nameof(AzuriteCollection))]
public sealed class AzureAccessTests(Azurite azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Table_UnderASharedAccessSignature_IsWrittenAndRead()
    {
        var store = new AzureBlobStore(
            await azurite.NewRootAsync(), Azurite.SignatureFor("rwdlac"), new AzureBlobOptions());
        await FaultTests.CreateAsync(store);
        await FaultTests.WriteAsync(store, writer: 0, commits: 12);
        await FaultTests.AssertWholeAsync(store, writers: 1, commits: 12);
        Assert.DoesNotContain("sig=", store.Location);
    }

    [Fact]
    public async Task Commit_UnderASignatureThatMayOnlyRead_IsRefusedWithoutItsSecret()
    {
        var root = await azurite.NewRootAsync();
        await FaultTests.CreateAsync(new AzureBlobStore(root, Azurite.Access, new AzureBlobOptions()));
        var table = await DeltaTable.OpenAsync(
            new AzureBlobStore(root, Azurite.SignatureFor("rl"), new AzureBlobOptions()), new LakeOptions(), None);
        var refused = await Assert.ThrowsAsync<LakeStoreException>(
            () => table.AppendAsync(DeltaWriteTests.Rows(0, 3), [], None));
        Assert.False(refused.IsTransient);
        Assert.Contains("403", refused.Message);
        Assert.DoesNotContain("sig=", refused.ToString());
    }

    [Fact]
    public async Task Request_UnderAnIdentity_CarriesATokenForStorage()
    {
        using var network = Answering(404);
        var store = Open(AzureAccess.Identity(new OneToken()), network);
        Assert.Null(await store.ReadAsync("a b", None));
        var request = Assert.Single(network.Requests);
        Assert.Equal("https://acc.blob.core.windows.net/lake/table/a%20b", request.Url);
        Assert.Equal("Bearer token for https://storage.azure.com/.default", request.Authorization);
    }

    [Fact]
    public async Task Request_WhereNoIdentityIsFound_SaysSoInOneLineAndIsNotTriedAgain()
    {
        using var network = Answering(404);
        var refused = await Assert.ThrowsAsync<LakeStoreException>(
            () => Open(AzureAccess.Identity(new NoToken()), network).ReadAsync("a", None));
        Assert.Equal("https://acc.blob.core.windows.net/lake/table: a: no token: Nobody is signed in.", refused.Message);
        Assert.False(refused.IsTransient);
        Assert.Empty(network.Requests);
    }

    [Fact]
    public void Open_OfAnAddressThatIsNotSecure_UnderAnIdentity_IsRefused()
    {
        var refused = Assert.Throws<LakeStoreException>(() => new AzureBlobStore(
            "http://127.0.0.1:1/acc/lake/table", AzureAccess.Identity(new OneToken()), new AzureBlobOptions()));
        Assert.Contains("by https alone", refused.Message);
    }

    [Fact]
    public async Task Request_ThatIsRefused_KeepsStatusAndCodeAndNothingOfTheAnswer()
    {
        using var network = Answering(
            403, "AuthenticationFailed", "<Error><AuthenticationErrorDetail>sig=SECRET</AuthenticationErrorDetail></Error>");
        var store = Open(AzureAccess.Signature("sv=2021-12-02&sig=SECRET"), network);
        var refused = await Assert.ThrowsAsync<LakeStoreException>(() => store.PutAsync("a", default, None));
        Assert.Equal("https://acc.blob.core.windows.net/lake/table: a: 403 AuthenticationFailed", refused.Message);
        Assert.DoesNotContain("SECRET", refused.ToString());
        Assert.Contains("sig=SECRET", Assert.Single(network.Requests).Url);
    }

    [Fact]
    public async Task Request_ThatNeverArrives_IsTriedFiveTimesAndSaidOnce()
    {
        using var network = new ToldTransport(_ => throw new IOException("Nobody listens."));
        var refused = await Assert.ThrowsAsync<LakeStoreException>(
            () => Open(AzureAccess.Signature("sig=SECRET"), network).ReadAsync("a", None));
        Assert.Equal("https://acc.blob.core.windows.net/lake/table: a: Nobody listens.", refused.Message);
        Assert.True(refused.IsTransient);
        Assert.DoesNotContain("SECRET", refused.ToString());
        Assert.Equal(5, network.Requests.Count);
    }

    [Fact]
    public async Task List_OfAnAccountWithFolders_NamesFilesAlone()
    {
        const string Page = """
            <?xml version="1.0" encoding="utf-8"?><EnumerationResults ContainerName="lake"><Blobs>
            <Blob><Name>table/day=1</Name><Properties><Last-Modified>Mon, 01 Jan 2024 00:00:00 GMT</Last-Modified>
            <Content-Length>0</Content-Length></Properties><Metadata><hdi_isfolder>true</hdi_isfolder></Metadata></Blob>
            <Blob><Name>table/day=1/f</Name><Properties><Last-Modified>Mon, 01 Jan 2024 00:00:00 GMT</Last-Modified>
            <Content-Length>7</Content-Length></Properties></Blob></Blobs><NextMarker /></EnumerationResults>
            """;
        using var network = Answering(200, body: Page);
        var entries = new List<StoreEntry>();
        await foreach (var entry in Open(AzureAccess.Signature("sig=x"), network).ListAsync("", None)) entries.Add(entry);
        Assert.Equal(new StoreEntry("day=1/f", 7, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)), Assert.Single(entries));
        // Metadata is not sent unless it is asked for.
        Assert.Contains("include=metadata", Assert.Single(network.Requests).Url, StringComparison.OrdinalIgnoreCase);
    }

    private static ToldTransport Answering(int status, string? errorCode = null, string body = "") =>
        new(request => new MadeResponse(status, request.ClientRequestId, errorCode, body));

    private static AzureBlobStore Open(AzureAccess access, ToldTransport network)
    {
        var options = new AzureBlobOptions { Transport = network };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new AzureBlobStore("abfss://lake@acc.dfs.core.windows.net/table", access, options);
    }

    private sealed class OneToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token for {Assert.Single(requestContext.Scopes)}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class NoToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("Nobody is signed in.\n- Tried this.\n- Tried that.");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
