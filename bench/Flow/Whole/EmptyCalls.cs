using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Flow.Bench;

/// <summary>A limit: calls to grains that do nothing, and turns of them, in one silo of this process, many in flight.</summary>
internal static class EmptyCalls
{
    private const int InFlight = 512;
    private const int Grains = 4_096;

    /// <summary>Starts a silo, wakes the grains, makes as many calls and turns, and stops the silo.</summary>
    public static async Task<EmptyRates> PerSecondAsync(int calls, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0));
        var active = new ConcurrentBag<IGrainContext>();
        builder.Services.AddSingleton(active);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        try
        {
            var factory = host.Services.GetRequiredService<IGrainFactory>();
            var grains = Enumerable.Range(0, Grains).Select(n => factory.GetGrain<IEmptyGrain>(n)).ToArray();
            await CallAsync(grains, 2 * Grains, cancellationToken);
            var clock = Stopwatch.StartNew();
            await CallAsync(grains, calls, cancellationToken);
            var called = calls / clock.Elapsed.TotalSeconds;
            IGrainContext[] activations = [.. active];
            await TakeTurnsAsync(activations, 2 * Grains);
            clock.Restart();
            await TakeTurnsAsync(activations, calls);
            return new EmptyRates(called, calls / clock.Elapsed.TotalSeconds);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static Task CallAsync(IEmptyGrain[] grains, int calls, CancellationToken cancellationToken)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => CallerAsync()));

        async Task CallerAsync()
        {
            for (var n = Interlocked.Increment(ref next); n < calls; n = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await grains[n % grains.Length].CallAsync();
            }
        }
    }

    private static async Task TakeTurnsAsync(IGrainContext[] activations, int turns)
    {
        for (var begun = 0; begun < turns; begun += activations.Length)
        {
            var open = Math.Min(activations.Length, turns - begun);
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Action turn = () =>
            {
                if (Interlocked.Decrement(ref open) == 0) over.SetResult();
            };
            foreach (var activation in activations.AsSpan(0, open)) activation.Scheduler.QueueAction(turn);
            await over.Task;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
