using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace PatientFlow.Tests.Fakes;

/// <summary>A silo for one test, with its probe; on a fake clock and stepped turns if the test wants them.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SteppedTurns? _turns;

    private TestSilo(IHost host, SteppedTurns? turns)
    {
        _host = host;
        _turns = turns;
    }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public Probe Probe => Services.GetRequiredService<Probe>();

    public static async Task<TestSilo> StartAsync(
        Action<ISiloBuilder>? configure = null, TimeProvider? time = null, SteppedTurns? turns = null)
    {
        var silo = Build(configure, time, turns);
        await silo._host.StartAsync();
        return silo;
    }

    public static TestSilo Build(
        Action<ISiloBuilder>? configure = null, TimeProvider? time = null, SteppedTurns? turns = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<Probe>();
        if (time is not null) builder.Services.AddSingleton(time);
        builder.UseOrleans(silo =>
        {
            silo.AddGrainAssembly(typeof(TestSilo).Assembly);
            silo.AddMemoryGrainStorageAsDefault();
            if (turns is not null) silo.UseTurnScheduler(turns);
            configure?.Invoke(silo);
        });
        return new TestSilo(builder.Build(), turns);
    }

    public Task StartAsync() => _host.StartAsync();

    public Task StopAsync()
    {
        _turns?.Release();
        return _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Probe.OpenAll();
        await StopAsync();
        _host.Dispose();
    }
}
