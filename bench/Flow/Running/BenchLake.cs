using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatientFlow.Lakehouse;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Network;
using PatientFlow.Warehouse;

namespace PatientFlow.Flow.Bench;

/// <summary>The product's warehouse on a folder, in this process and without a silo around it.</summary>
internal sealed class BenchLake : IAsyncDisposable
{
    private readonly IHost host;

    private BenchLake(IHost host) => this.host = host;

    public IWarehouse Warehouse => host.Services.GetRequiredService<IWarehouse>();

    public LakeTables Tables => host.Services.GetRequiredService<LakeTables>();

    /// <summary>Creates the tables and takes the lake.</summary>
    public static async Task<BenchLake> OpenAsync(string folder, NetworkMap network, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(network);
        builder.Services.AddSingleton(p => new LakeTables(folder, p.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(new UpkeepLimits());
        builder.Services.AddSingleton<Vacuum>();
        builder.Services.AddSingleton<Upkeep>();
        builder.Services.AddSingleton(p => new LakeFence(
            token => p.GetRequiredService<LakeTables>().PlaceAsync(LakeFence.Path, token),
            new FenceIdentity("bench", "log:bench", "the benchmark"), new FenceTimes(), p.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(typeof(FenceSpan), FenceSpan.WholeRun);
        builder.Services.AddSingleton<IFatalErrorHandler, NoSilo>();
        builder.Services.AddSingleton<FenceKeeper>();
        builder.Services.AddSingleton<IWarehouse, DeltaWarehouse>();
        var lake = new BenchLake(builder.Build());
        await lake.host.Services.GetRequiredService<LakeFence>().TakeAsync(_ => { }, cancellationToken);
        await lake.Warehouse.OpenAsync(cancellationToken);
        return lake;
    }

    public async ValueTask DisposeAsync()
    {
        await Warehouse.CloseAsync(CancellationToken.None);
        host.Dispose();
    }

    /// <summary>Would end the silo that lost its lake; nobody takes this one.</summary>
    private sealed class NoSilo : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
            throw new InvalidOperationException(context, exception);
    }
}
