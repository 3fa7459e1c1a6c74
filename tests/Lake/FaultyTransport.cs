using Azure.Core;
using Azure.Core.Pipeline;

namespace PatientFlow.Tests;

/// <summary>
/// A network that fails: requests that never arrive, answers of 500 and 503, and answers that are lost after the
/// service has acted. Deterministic in what it does to the n-th request, not in which request is the n-th.
/// </summary>
internal sealed class FaultyTransport(int seed, int percent) : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport _inner = new();
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    public int Faults { get; private set; }

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fault = Next();
        if (fault == 0) throw new IOException("The request was lost.");
        await _inner.ProcessAsync(message);
        if (fault == 1) throw new IOException("The answer was lost.");
        if (fault == 2) throw new TaskCanceledException("The answer came too late.");
    }

    public void Dispose() => _inner.Dispose();

    private int Next()
    {
        lock (_lock)
        {
            if (_random.Next(100) >= percent) return -1;
            Faults++;
            return _random.Next(3);
        }
    }
}
