using Microsoft.Net.Http.Headers;

namespace PatientFlow.Silo.Feed;

/// <summary>One open feed. Owned by: one request.</summary>
/// <param name="feed">What is told.</param>
/// <param name="audience">What the client may see and asks for.</param>
/// <param name="watching">Completes when all there is to tell is known.</param>
/// <param name="life">How long it is open at most.</param>
/// <param name="time">For heartbeats.</param>
/// <param name="cancellationToken">Ends it because the silo stops.</param>
internal sealed class FeedStream(
    LiveFeed feed, FeedAudience audience, Task watching, TimeSpan life, TimeProvider time, CancellationToken cancellationToken) : IResult
{
    /// <summary>Of server-sent events.</summary>
    public const string ContentType = "text/event-stream";

    private static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(5);

    /// <summary>A client that has not taken a message after this is dropped: it finds out, and comes again.</summary>
    private static readonly TimeSpan WriteMax = TimeSpan.FromSeconds(10);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = CacheControlHeaderValue.NoStoreString;
        response.Headers["X-Accel-Buffering"] = "no"; // Or nginx would keep the messages back.
        using var over = new CancellationTokenSource(life, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, cancellationToken, over.Token);
        try
        {
            await watching.WaitAsync(end.Token);
            await TellAsync(httpContext, end);
        }
        catch (OperationCanceledException)
        {
            // The client went, the silo stops, or it is time to come again: an end like any other.
        }
    }

    private async Task TellAsync(HttpContext http, CancellationTokenSource end)
    {
        var frame = feed.FrameOf(http.Request.Headers["Last-Event-ID"]);
        var toldAt = time.GetTimestamp();
        while (true)
        {
            var message = feed.Since(frame, audience);
            frame = message.Frame;
            var quiet = time.GetElapsedTime(toldAt);
            var text = !message.Text.IsEmpty ? message.Text : quiet >= HeartbeatAfter ? FeedText.Beat(time.GetUtcNow()) : default;
            if (!text.IsEmpty)
            {
                await WriteAsync(http, text, end);
                (toldAt, quiet) = (time.GetTimestamp(), TimeSpan.Zero);
            }

            // A frame, or the time for a sign of life.
            await feed.AfterAsync(frame).WaitAsync(HeartbeatAfter - quiet, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            end.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> text, CancellationTokenSource end)
    {
        using var slow = new CancellationTokenSource(WriteMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, slow.Token);
        try
        {
            await http.Response.Body.WriteAsync(text, either.Token);
            await http.Response.Body.FlushAsync(either.Token);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            http.Abort();
            throw;
        }
    }
}
