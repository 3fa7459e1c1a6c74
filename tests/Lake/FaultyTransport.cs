using Azure.Core;
using Azure.Core.Pipeline;

namespace PatientFlow.Tests;

/// <summary>
/// A network that fails: requests that never arrive, 503 before the service has acted, 500 after it has, and answers
/// that are lost or too late after it has. Deterministic in what it does to the n-th request, not in which request is
/// the n-th.
/// </summary>
internal sealed class FaultyTransport(int seed, int percent) : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport inner = new();
    private readonly Random random = new(seed);
    private readonly Lock gate = new();

    public int Faults { get; private set; }

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fault = Next();
        if (fault == 0) throw new IOException("The request was lost.");
        if (fault == 1)
        {
            message.Response = new MadeResponse(503, message.Request.ClientRequestId);
            return;
        }

        await inner.ProcessAsync(message);
        if (fault == 2) throw new IOException("The answer was lost.");
        if (fault == 3) throw new TaskCanceledException("The answer came too late.");
        if (fault != 4) return;
        message.Response.Dispose();
        message.Response = new MadeResponse(500, message.Request.ClientRequestId);
    }

    public void Dispose() => inner.Dispose();

    private int Next()
    {
        lock (gate)
        {
            if (random.Next(100) >= percent) return -1;
            Faults++;
            return random.Next(5);
        }
    }
}
