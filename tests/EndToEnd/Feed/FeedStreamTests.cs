using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PatientFlow.Alerts;
using PatientFlow.Places;
using PatientFlow.Silo.Feed;
using PatientFlow.Silo.Security;

namespace PatientFlow.Tests.Feed;

/// <summary>One feed over a connection and a clock that the test holds.</summary>
public sealed class FeedStreamTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Connection connection = new();

    [Fact]
    public async Task A_client_that_takes_nothing_for_ten_seconds_is_dropped()
    {
        var feed = Open(new StuckBody());
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(connection.IsDropped);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await feed;
        Assert.True(connection.IsDropped);
    }

    [Fact]
    public async Task A_feed_ends_with_its_life_so_that_its_client_is_asked_again_who_it_is()
    {
        using var body = new MemoryStream();
        var feed = Open(body);
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.False(feed.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await feed;
        Assert.False(connection.IsDropped);
        Assert.StartsWith("id: ", System.Text.Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    private Task Open(Stream body)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestLifetimeFeature>(connection);
        http.Response.Body = body;
        var caller = new Caller("one", null, [Role.BedManager], Scope.Everything);
        return new FeedStream(
            new LiveFeed(new NoWords(), time), new FeedAudience(caller, FeedKind.All, null, null), Task.CompletedTask,
            TimeSpan.FromMinutes(5), time, CancellationToken.None).ExecuteAsync(http);
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool IsDropped { get; private set; }

        public void Abort() => IsDropped = true;
    }

    private sealed class StuckBody : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private sealed class NoWords : IFeedWords
    {
        public IEnumerable<FeedItem> Of(DepartmentSight sight) => [];

        public IEnumerable<FeedItem> AlertsOf(FlowSight sight) => [];

        public FeedItem Freshness(FlowSight? sight, int silent) => new(FeedKind.Freshness, "", null, null, silent);

        public byte[] Json(object shown) => [];
    }
}
