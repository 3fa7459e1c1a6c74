using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PatientFlow.Calls;
using PatientFlow.Ingest;
using PatientFlow.Patients;
using PatientFlow.State;

namespace PatientFlow.Flow.Bench;

/// <summary>The grain store as a silo opens it: patients in memory until a partition's state is written, then all synced.</summary>
internal sealed class StageStore : IDisposable
{
    private const string Patient = "patient";
    private const string Partition = "partition";

    private readonly ServiceProvider services;
    private readonly GrainStore store;
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal); // ETags, which a grain would keep.
    private readonly Held<PartitionState> partition = new() { State = new PartitionState() };

    private StageStore(ServiceProvider services, string folder)
    {
        this.services = services;
        store = GrainStore.Open(
            new GrainStoreOptions { Folder = folder, DeferredStates = new HashSet<string> { Patient } },
            services.GetRequiredService<Serializer>());
    }

    public static StageStore Open(string folder) => new(
        new ServiceCollection().AddSerializer(s => s.AddAssembly(typeof(PatientState).Assembly)).BuildServiceProvider(), folder);

    /// <summary>Writes what a patient keeps: the snapshot that the lake holds, and the newest one.</summary>
    public async Task WriteAsync(string key, PatientSnapshot exported, PatientSnapshot current)
    {
        var state = new Held<PatientState>
        {
            State = new PatientState { Exported = exported, Current = current }, ETag = written.GetValueOrDefault(key),
        };
        await store.WriteStateAsync(Patient, GrainId.Create(GrainTypes.Patient, key), state);
        written[key] = state.ETag ?? throw new InvalidOperationException("What is written has an ETag.");
    }

    /// <summary>Completes when all that was written is durable.</summary>
    public Task SyncAsync() => store.WriteStateAsync(Partition, GrainId.Create(GrainTypes.Ingest, "0"), partition);

    public void Dispose()
    {
        store.Dispose();
        services.Dispose();
    }

    /// <summary>What Orleans hands to a storage.</summary>
    private sealed class Held<T> : IGrainState<T>
    {
        public T? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
