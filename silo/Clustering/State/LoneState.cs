using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using PatientFlow.CommandLine;
using PatientFlow.Silo.Events;
using PatientFlow.State;

namespace PatientFlow.Silo.Clustering.State;

/// <summary>Keeps the grain state of a single silo in its data folder.</summary>
internal static class LoneState
{
    // Their writes at a cut become durable together with the partition's own state, which asserts that they are (I-11).
    private static readonly HashSet<string> Deferred = ["patient", "census"];

    /// <summary>Keeps all grain state in a folder.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="folder">
    /// The folder. A store in it that cannot be used is set aside and rebuilt from the log.
    /// </param>
    public static void AddLoneState(this ISiloBuilder silo, string folder)
    {
        silo.Services.AddSingleton(p => Open(folder, p.GetRequiredService<Serializer>()));
        silo.Services.AddSingleton(p => StateOrigin.Of(p.GetRequiredService<GrainStore>()));
        silo.Services.AddGrainStorage("Default", (p, _) => p.GetRequiredService<GrainStore>());
    }

    private static GrainStore Open(string folder, Serializer serializer)
    {
        try
        {
            return GrainStore.Open(new GrainStoreOptions { Folder = folder, DeferredStates = Deferred }, serializer);
        }
        catch (StateRefusedException fault)
        {
            throw new CommandException(fault.Message);
        }
    }
}
