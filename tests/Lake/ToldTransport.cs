using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PatientFlow.Tests;

/// <summary>A network on which the test answers, or lets the service answer, or loses what it answered.</summary>
/// <param name="answer">The answer to a request; null to let the service answer.</param>
/// <param name="lose">Whether the answer of the service is lost on the way.</param>
internal sealed class ToldTransport(Func<Request, Response?> answer, Func<Request, bool>? lose = null)
    : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport inner = new();

    /// <summary>Every request, retries too: method, URL, and how it was authorised.</summary>
    public List<(string Method, string Url, string? Authorization)> Requests { get; } = [];

    public override Request CreateRequest() => inner.CreateRequest();

    public void Dispose() => inner.Dispose();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.TryGetValue("Authorization", out var authorization);
        Requests.Add((request.Method.Method, request.Uri.ToUri().AbsoluteUri, authorization));
        if (answer(request) is { } made)
        {
            message.Response = made;
            return;
        }

        await inner.ProcessAsync(message);
        if (lose?.Invoke(request) == true) throw new IOException("The answer was lost.");
    }
}
