using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Embedded.Persistence;

/// <summary>Finds a store by its name.</summary>
internal static class GrainStorages
{
    /// <summary>The name of the store that is meant where none is named.</summary>
    internal const string DefaultName = "Default";

    internal static IGrainStorage Find(IServiceProvider services, string? name) =>
        services.GetKeyedService<IGrainStorage>(name ?? DefaultName)
        ?? throw new InvalidOperationException(
            $"No grain storage is named \"{name ?? DefaultName}\". Add one to the silo.");
}
