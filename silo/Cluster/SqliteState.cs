using PatientFlow.Silo.Cluster.Sqlite;
using Orleans.Runtime.Hosting;

namespace PatientFlow.Silo.Cluster;

/// <summary>Grain state of one silo on one machine, in a file of its data folder.</summary>
internal static class SqliteState
{
    /// <summary>Keeps all grain state in a SQLite file, which is made where there is none.</summary>
    public static void AddSqliteState(this ISiloBuilder silo, string path)
    {
        var store = new SqliteGrainStorage(path, new JsonStateSerializer());
        silo.Services.AddSingleton(store);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(store);
        silo.Services.AddGrainStorage("Default", (_, _) => store);
    }
}
