using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Embedded;
using Orleans.Hosting;
using PatientFlow.Events;

namespace PatientFlow.Tests;

/// <summary>Grains on the embedded runtime. Its twin runs them on a cluster of Orleans silos.</summary>
internal sealed class RunningGrains : IAsyncDisposable
{
    private readonly IHost host;

    private RunningGrains(IHost host) => this.host = host;

    /// <summary>How many seeds a randomised test runs: a silo starts in milliseconds.</summary>
    public static int Seeds => 25;

    /// <summary>Whether a clock of the test's own moves the whole runtime.</summary>
    public static bool HasOwnClock => true;

    public IGrainFactory Factory => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<RunningGrains> StartAsync(GrainSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        settings.Services(builder.Services);
        builder.Services.AddLogging();
        builder.UseOrleans(silo => silo
            .AddGrainStorage("Default", (_, _) => settings.States)
            .AddStreamSource<RawEvent>(EventStream.Provider, _ => settings.Log)
            .Configure<StreamAgentOptions>(o =>
            {
                o.BatchSize = settings.BatchSize;
                o.RetryDelayMin = TimeSpan.FromMilliseconds(1);
                o.RetryDelayMax = TimeSpan.FromMilliseconds(20);
            })
            .Configure<GrainCollectionOptions>(o =>
            {
                if (settings.CollectionAge is not { } age) return;
                o.CollectionAge = age;
                o.CollectionQuantum = age;
            }));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new RunningGrains(host);
    }

    /// <summary>Activations of a type of grain.</summary>
    public Task<int> ActivationsAsync(string grainType) => Task.FromResult(
        (int)host.Services.GetRequiredService<GrainStatistics>().Read().Single(c => c.GrainType == grainType).Activations);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }
}
