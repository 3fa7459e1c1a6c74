using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Lifecycle;
using Orleans.Embedded.Streams;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Hosting;

/// <summary>Registers the runtime with a host, once.</summary>
internal sealed class SiloBuilder : ISiloBuilder
{
    internal SiloBuilder(IServiceCollection services, IConfiguration configuration)
    {
        Services = services;
        Configuration = configuration;
        Assemblies = AssembliesOf(services);
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TurnScheduler.ThreadPool);
        services.TryAddSingleton<IGrainStorageSerializer, JsonGrainStorageSerializer>();
        services.TryAddSingleton<Silo>();
        services.TryAddSingleton<SiloLifecycle>();
        services.TryAddSingleton(provider => new GrainStatistics(provider.GetRequiredService<Silo>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<Silo>().GrainFactory);
        services.TryAddSingleton(provider => (IClusterClient)provider.GetRequiredService<IGrainFactory>());
        services.TryAddSingleton<StreamAgents>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, StreamAgentsStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SiloService>());
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    internal GrainAssemblies Assemblies { get; }

    private static GrainAssemblies AssembliesOf(IServiceCollection services)
    {
        var present = services.FirstOrDefault(service => service.ServiceType == typeof(GrainAssemblies));
        if (present?.ImplementationInstance is GrainAssemblies assemblies) return assemblies;
        assemblies = new GrainAssemblies();
        services.AddSingleton(assemblies);
        return assemblies;
    }
}
