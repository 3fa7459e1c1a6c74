using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Embedded.Persistence;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Adds stores of grain state.</summary>
public static class GrainStorageExtensions
{
    /// <summary>Keeps state in memory, under the name that is meant where none is named.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) =>
        builder.AddMemoryGrainStorage(GrainStorages.DefaultName);

    /// <summary>Keeps state in memory.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name) =>
        builder.AddGrainStorage(
            name,
            (services, _) => new MemoryGrainStorage(services.GetRequiredService<IGrainStorageSerializer>()));

    /// <summary>Keeps state in a SQLite file, as the default store. (Not in Orleans.)</summary>
    public static ISiloBuilder AddSqliteGrainStorageAsDefault(this ISiloBuilder builder, string path) =>
        builder.AddSqliteGrainStorage(GrainStorages.DefaultName, path);

    /// <summary>
    /// Keeps state in a SQLite file. The store can be resolved as a keyed <see cref="SqliteGrainStorage"/>, and the
    /// default one also without its key. (Not in Orleans.)
    /// </summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder builder, string name, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton(
            name,
            (services, _) => new SqliteGrainStorage(path, services.GetRequiredService<IGrainStorageSerializer>()));
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            services => services.GetRequiredKeyedService<SqliteGrainStorage>(name));
        if (name == GrainStorages.DefaultName)
            builder.Services.AddSingleton(services => services.GetRequiredKeyedService<SqliteGrainStorage>(name));
        return builder.AddGrainStorage(
            name, (services, _) => services.GetRequiredKeyedService<SqliteGrainStorage>(name));
    }

    /// <summary>Adds a store of one's own.</summary>
    public static ISiloBuilder AddGrainStorage(
        this ISiloBuilder builder, string name, Func<IServiceProvider, string, IGrainStorage> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton(name, (services, _) => factory(services, name));
        return builder;
    }
}
