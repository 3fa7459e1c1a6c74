using System.Net.Http.Headers;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Posts JSON lines to a silo: <c>POST {server}/api/events</c>.</summary>
internal sealed class HttpSink : IEventSink
{
    private static readonly MediaTypeHeaderValue NdJson = new("application/x-ndjson");

    private readonly HttpClient http;
    private readonly RetryingPost post;
    private readonly Uri target;

    /// <param name="server">The silo's address; the path of the endpoint is added unless it is there.</param>
    /// <param name="time">Measures the pauses between attempts.</param>
    public HttpSink(Uri server, TimeProvider time)
    {
        const string Endpoint = "/api/events";
        var address = server.AbsoluteUri.TrimEnd('/');
        target = new Uri(address.EndsWith(Endpoint, StringComparison.Ordinal) ? address : address + Endpoint);
        http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        post = new RetryingPost(http, time);
    }

    /// <summary>A quarter of the largest request that a silo takes.</summary>
    public int BatchBytesMax => 256 * 1024;

    public Task SendAsync(OutgoingBatch batch, CancellationToken cancellationToken) =>
        post.SendAsync(() => Request(batch), cancellationToken);

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpRequestMessage Request(OutgoingBatch batch)
    {
        var body = new ReadOnlyMemoryContent(batch.Lines);
        body.Headers.ContentType = NdJson;
        return new HttpRequestMessage(HttpMethod.Post, target) { Content = body };
    }
}
