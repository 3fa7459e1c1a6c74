using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using PatientFlow.Silo.Hosting;
using PatientFlow.State;

namespace PatientFlow.Silo.Storage;

/// <summary>Grain state of one silo on one machine, in its data folder.</summary>
internal static class LoneState
{
    // Their writes at a cut become durable with the partition's own, which says that they are (I-11).
    private static readonly HashSet<string> Deferred = ["patient", "census", "claims"];

    /// <summary>Keeps all grain state there.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="settings">Where the data folder is.</param>
    /// <param name="ingest">Whether it is made again where it cannot be used; a verifier only looks.</param>
    public static void AddLoneState(this ISiloBuilder silo, SiloSettings settings, bool ingest)
    {
        silo.Services.AddSingleton(p => Open(settings, mayMakeAnew: ingest, p.GetRequiredService<Serializer>()));
        silo.Services.AddSingleton(p => StateOrigin.Of(p.GetRequiredService<GrainStore>()));
        silo.Services.AddGrainStorage("Default", (p, _) => p.GetRequiredService<GrainStore>());
        if (!ingest) return;
        silo.Services.AddSingleton<StateWatch>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(p => p.GetRequiredService<StateWatch>());
    }

    private static GrainStore Open(SiloSettings settings, bool mayMakeAnew, Serializer serializer)
    {
        try
        {
            return GrainStore.Open(
                new GrainStoreOptions
                {
                    Folder = settings.StateFolder, DeferredStates = Deferred, SetsDamagedAside = mayMakeAnew,
                },
                serializer);
        }
        catch (StateRefusedException fault)
        {
            throw new CommandFailure(fault.Message);
        }
    }
}
