using Azure.Core;
using Azure.Core.Pipeline;

namespace PatientFlow.Tests;

/// <summary>A network that says each request before it is sent and each answer before it is seen.</summary>
internal sealed class SteppedTransport(Action<string> step) : HttpPipelineTransport, IDisposable
{
    private readonly HttpClientTransport inner = new();

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        // What only reads may end as well before as after.
        if (message.Request.Method == RequestMethod.Get)
        {
            await inner.ProcessAsync(message);
            return;
        }

        step("request");
        await inner.ProcessAsync(message);
        step("answer");
    }

    public void Dispose() => inner.Dispose();
}
