using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Embedded.Streams;

namespace Orleans.Hosting;

/// <summary>Adds streams. (Not in Orleans, whose stream providers come in packages.)</summary>
public static class StreamSourceExtensions
{
    /// <summary>
    /// Adds a source of events to the stream provider of this name. Grain classes that have an implicit subscription
    /// to the source's namespace receive the events of each key in the grain of that key. The source is made when a
    /// grain first asks for its stream or the silo becomes active, so it may rely on what starts before that.
    /// </summary>
    public static ISiloBuilder AddStreamSource<T>(
        this ISiloBuilder builder, string providerName, Func<IServiceProvider, IStreamSource<T>> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(providerName);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddSingleton<StreamSourceEntry>(
            services => new StreamSourceEntry<T>(providerName, () => factory(services)));
        return builder;
    }
}
