using Azure.Core;
using Azure.Identity;
using PatientFlow.EventHubs;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests;

/// <summary>A hub that cannot be used is refused in words that say what to do, and hold no secret.</summary>
public sealed class HubRefusalTests : IAsyncDisposable
{
    private readonly TestHub hub = TestHub.Start(partitions: 2);

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_that_does_not_exist()
    {
        var other = hub.ConnectionString.Replace("EntityPath=events", "EntityPath=nothing", StringComparison.Ordinal);
        await AssertRefusedAsync(other, "flow", "The hub nothing at localhost cannot be read: the namespace localhost has no hub of this name.");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public Task A_consumer_group_that_does_not_exist() => AssertRefusedAsync(
        hub.ConnectionString, "mine",
        "The hub events at localhost cannot be read: it has no consumer group mine. Make one, of this cluster's own.");

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_token_that_is_refused()
    {
        hub.Faults.TokenRefusal = "InvalidSignature: The token has an invalid signature.";
        await AssertRefusedAsync(
            hub.ConnectionString, "flow",
            "The hub events at localhost cannot be read: the policy of the connection string may not, or its key is another "
            + "now. It needs the right Listen.");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_right_to_listen_that_is_missing()
    {
        hub.Faults.LinkRefusal = "amqp:unauthorized-access";
        await AssertRefusedAsync(
            hub.ConnectionString, "flow",
            "The hub events at localhost cannot be read: the policy of the connection string may not, or its key is another "
            + "now. It needs the right Listen.");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_namespace_where_nobody_answers()
    {
        var gone = hub.ConnectionString;
        await hub.DisposeAsync();
        await AssertRefusedAsync(
            gone, "flow",
            "The hub events at localhost cannot be read: the namespace localhost does not answer. Check its name, and that "
            + "TCP port 5671 is open to it.");
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_namespace_that_does_not_exist()
    {
        var address = HubAddress.OfNamespace("nothing.invalid", "events", new Identity());
        var fault = await Assert.ThrowsAsync<HubException>(
            () => HubReader.OpenAsync(address, "flow", TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Equal(
            "The hub events at nothing.invalid cannot be read: the namespace nothing.invalid does not answer. Check its "
            + "name, and that TCP port 5671 is open to it.",
            fault.Message);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task An_identity_that_is_not_there()
    {
        var address = HubAddress.OfNamespace($"localhost:{hub.Port}", "events", new Identity(isThere: false));
        var fault = await Assert.ThrowsAsync<HubException>(
            () => HubReader.OpenAsync(address, "flow", TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.StartsWith(
            "The hub events at localhost cannot be read: no identity was found that could ask for a token",
            fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Endpoint=sb://n.servicebus.windows.net/", "SharedAccessKeyName")]
    [InlineData("SharedAccessKeyName=k;SharedAccessKey=c2VjcmV0", "Endpoint")]
    [InlineData("c2VjcmV0", "cannot be read")]
    [InlineData("Endpoint=sb://n/;SharedAccessKeyName=k;SharedAccessKey=c2VjcmV0;EntityPath=a", "for the hub a, not for b")]
    public void A_connection_string_that_lacks_something(string text, string expected)
    {
        var fault = Assert.Throws<FormatException>(() => HubAddress.OfConnectionString(text, "b"));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sb://n.servicebus.windows.net")]
    [InlineData("n/h")]
    [InlineData("")]
    public void A_namespace_that_is_not_a_host(string host) =>
        Assert.Throws<FormatException>(() => HubAddress.OfNamespace(host, hub: null, new Identity()));

    private static async Task AssertRefusedAsync(string connectionString, string group, string expected)
    {
        var fault = await Assert.ThrowsAsync<HubException>(() => HubReader.OpenAsync(
            HubAddress.OfConnectionString(connectionString, hub: null), group, TimeProvider.System,
            TestContext.Current.CancellationToken));
        Assert.True(expected == fault.Message, $"expected: {expected}\nfound: {fault}");
    }

    private sealed class Identity(bool isThere = true) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            isThere ? new AccessToken("token", DateTimeOffset.MaxValue) : throw new CredentialUnavailableException("none");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
