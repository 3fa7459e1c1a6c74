using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Embedded;
using Orleans.Embedded.Hosting;

namespace Orleans.Hosting;

/// <summary>Configures the silo itself.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Configures options.</summary>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configureOptions);
        return builder;
    }

    /// <summary>
    /// Looks for grain classes in this assembly, and only in those added so. Without any, all assemblies that the
    /// process refers to are searched. (Not in Orleans.)
    /// </summary>
    public static ISiloBuilder AddGrainAssembly(this ISiloBuilder builder, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        if (builder is not SiloBuilder own)
            throw new ArgumentException("Not a builder of UseOrleans.", nameof(builder));
        own.Assemblies.Add(assembly);
        return builder;
    }

    /// <summary>Runs all turns on this scheduler. (Not in Orleans.)</summary>
    public static ISiloBuilder UseTurnScheduler(this ISiloBuilder builder, TurnScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(scheduler));
        return builder;
    }
}
