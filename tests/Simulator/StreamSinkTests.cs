using PatientFlow.Simulator.Delivery;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Tests.Simulator;

/// <summary>A file holds each event once, and whole, also where the run was stopped while it was written.</summary>
public sealed class StreamSinkTests
{
    [Fact]
    public async Task Stop_WhileABatchIsWritten_WritesItOnce()
    {
        using var stop = new CancellationTokenSource();
        await using var file = new StoppingStream(stop);
        await using var sink = new StreamSink(file);
        var settings = Streams.Settings(seed: 7) with { EventsMax = 100_000 };
        var pacer = new Pacer(new Pace(), settings.Start, TimeProvider.System);
        var courier = new Courier(new GeneratedFeed(new GeneratedStream(settings)), sink, pacer, TimeProvider.System);

        await courier.RunAsync(produced: () => { }, sent: () => { }, stop.Token);

        Assert.Equal(settings.Take((int)courier.Sent).Lines(), file.ToArray());
    }

    /// <summary>Asks the run to stop in the middle of the first write, and obeys a token as a pipe does.</summary>
    private sealed class StoppingStream(CancellationTokenSource stop) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken);
            await stop.CancelAsync();
            await base.WriteAsync(buffer[(buffer.Length / 2)..], cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }
    }
}
