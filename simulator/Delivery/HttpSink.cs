using System.Net.Http.Headers;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Posts JSON lines to a silo: <c>POST {server}/api/events</c>.</summary>
internal sealed class HttpSink : IEventSink
{
    private static readonly MediaTypeHeaderValue NdJson = new("application/x-ndjson");

    private readonly HttpClient _http;
    private readonly RetryingPost _post;
    private readonly Uri _target;

    /// <param name="server">The silo's address; the path of the endpoint is added unless it is there.</param>
    /// <param name="time">Measures the pauses between attempts.</param>
    public HttpSink(Uri server, TimeProvider time)
    {
        const string Endpoint = "/api/events";
        var address = server.AbsoluteUri.TrimEnd('/');
        _target = new Uri(address.EndsWith(Endpoint, StringComparison.Ordinal) ? address : address + Endpoint);
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        _post = new RetryingPost(_http, time);
    }

    /// <summary>A quarter of the largest request that a silo takes.</summary>
    public int BatchBytesMax => 256 * 1024;

    public Task SendAsync(OutgoingBatch batch, CancellationToken stop) => _post.SendAsync(() => Request(batch), stop);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpRequestMessage Request(OutgoingBatch batch)
    {
        var body = new ReadOnlyMemoryContent(batch.Lines);
        body.Headers.ContentType = NdJson;
        return new HttpRequestMessage(HttpMethod.Post, _target) { Content = body };
    }
}
