using Azure.Core;
using Azure.Core.Pipeline;
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
        using var seen = new SeenRequests();
        var store = new AzureBlobStore(
            "abfss://lake@acc.dfs.core.windows.net/table", AzureAccess.Identity(new OneToken()),
            new AzureBlobOptions { Transport = seen });
        Assert.Null(await store.ReadAsync("a b", None));
        var request = Assert.Single(seen.Requests);
        Assert.Equal("https://acc.blob.core.windows.net/lake/table/a%20b", request.Url);
        Assert.Equal("Bearer token for https://storage.azure.com/.default", request.Authorization);
    }

    private sealed class OneToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token for {Assert.Single(requestContext.Scopes)}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    /// <summary>Keeps requests and answers each with 404.</summary>
    private sealed class SeenRequests : HttpPipelineTransport, IDisposable
    {
        private readonly HttpClientTransport _inner = new();

        public List<(string Url, string? Authorization)> Requests { get; } = [];

        public override Request CreateRequest() => _inner.CreateRequest();

        public void Dispose() => _inner.Dispose();

        public override void Process(HttpMessage message) => throw new NotSupportedException();

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            message.Request.Headers.TryGetValue("Authorization", out var authorization);
            Requests.Add((message.Request.Uri.ToUri().AbsoluteUri, authorization));
            message.Response = new FailedResponse(404, message.Request.ClientRequestId);
            return ValueTask.CompletedTask;
        }
    }
}
