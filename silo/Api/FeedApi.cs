using Microsoft.AspNetCore.Authentication;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Feed;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>The live feed (docs/feed.md). It names no patient.</summary>
internal static class FeedApi
{
    private const string RetryAfterSeconds = "10";

    /// <summary>A caller is asked again who they are at least this often, or what was revoked would stay open.</summary>
    private static readonly TimeSpan LifeMax = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/feed", FeedAsync).Named("open_feed", Subjects.Flow).For(Permission.Census).Streams<FeedMessageView>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <summary>Departments, beds, alerts and freshness, as they change.</summary>
    /// <remarks>
    /// Server-sent events: a `snapshot`, then a `change` at most ten times a second, and a `heartbeat` after five seconds in
    /// which nothing changed. Who comes again with `Last-Event-ID` is told what they missed. The silo closes it after five
    /// minutes, or when the token ends, and when a client does not read: come again.
    /// </remarks>
    internal static IResult FeedAsync(
        HttpContext http, Caller caller, LiveFeed feed, FeedWatch watch, FeedSeats seats, IHostApplicationLifetime application, TimeProvider time,
        [ParameterWords("Only of this hospital.", "3")] int? hospital,
        [ParameterWords("Only of this department, by its key.", "H3-ICU")] string? department,
        [ParameterWords("Only these, with commas between: departments, beds, alerts, freshness.", "departments,alerts")] string? of)
    {
        if (KindsOf(of) is not { } kinds) return Problems.NoQuery("of is a list of departments, beds, alerts and freshness, with commas between.");
        if (HttpMethods.IsHead(http.Request.Method)) return Results.Text("", FeedStream.ContentType);
        if (!seats.TryTake(caller.Subject))
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.Problem(
                "More feeds are open than this silo serves, or one caller may have. Share one between the tabs of a screen.",
                statusCode: StatusCodes.Status429TooManyRequests, title: "Too many feeds");
        }

        var audience = new FeedAudience(caller, kinds, hospital, department);
        http.Response.OnCompleted(() =>
        {
            watch.Leave();
            seats.Leave(caller.Subject);
            return Task.CompletedTask;
        });
        return new FeedStream(feed, audience, watch.EnterAsync(), Life(http, time), time, application.ApplicationStopping);
    }

    private static FeedKind? KindsOf(string? of)
    {
        if (of is null) return FeedKind.All;
        FeedKind kinds = 0;
        foreach (var word in of.Split(',', StringSplitOptions.TrimEntries))
        {
            FeedKind kind = word switch
            {
                "departments" => FeedKind.Departments,
                "beds" => FeedKind.Beds,
                "alerts" => FeedKind.Alerts,
                "freshness" => FeedKind.Freshness,
                _ => 0,
            };
            if (kind == 0) return null;
            kinds |= kind;
        }

        return kinds;
    }

    private static TimeSpan Life(HttpContext http, TimeProvider time)
    {
        var ends = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        return ends is { } end && end - time.GetUtcNow() is var left && left < LifeMax ? left > TimeSpan.Zero ? left : TimeSpan.Zero : LifeMax;
    }
}
