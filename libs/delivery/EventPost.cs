using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace PatientFlow.Delivery;

/// <summary>Posts events as JSON lines to a silo: <c>POST {server}/api/v1/events</c>, until it has them.</summary>
public sealed class EventPost : IDisposable
{
    /// <summary>A request is sent once it holds this many bytes; a silo takes far more. Its last event may exceed it.</summary>
    public const int BatchBytesMax = 256 * 1024;

    private static readonly MediaTypeHeaderValue NdJson = new("application/x-ndjson");

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly RetryingPost post;
    private readonly Uri target;

    /// <param name="server">The silo's address; the path of the endpoint is added unless it is there.</param>
    /// <param name="time">Measures the pauses between attempts.</param>
    public EventPost(Uri server, TimeProvider time)
    {
        const string Endpoint = "/api/v1/events";
        var address = server.AbsoluteUri.TrimEnd('/');
        target = new Uri(address.EndsWith(Endpoint, StringComparison.Ordinal) ? address : address + Endpoint);
        post = new RetryingPost(http, time, fault => Retrying(fault));
    }

    /// <summary>Told why an attempt failed, before the pause to the next one; the last failure is thrown.</summary>
    public Action<string> Retrying { get; init; } = static _ => { };

    /// <summary>Whether a text is the address of a server, such as <c>http://127.0.0.1:8080</c>.</summary>
    public static bool IsAddress(string text, [NotNullWhen(true)] out Uri? server) =>
        Uri.TryCreate(text, UriKind.Absolute, out server) && server.Scheme is ("http" or "https");

    /// <summary>Sends events, one a line, each line ended. They may go out more than once.</summary>
    /// <param name="lines">The lines; not to be changed until the task has ended.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="DeliveryException">The silo refuses them, or all attempts failed.</exception>
    public Task SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        post.SendAsync(() => Request(lines), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(ReadOnlyMemory<byte> lines)
    {
        var body = new ReadOnlyMemoryContent(lines);
        body.Headers.ContentType = NdJson;
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = body };
        request.Headers.Add("Prefer", "return=minimal"); // Then whatever is durable is a success (docs/events.md).
        return request;
    }
}
