using Orleans.Storage;

namespace PatientFlow.Tests;

/// <summary>A store of grain state in which any read or write may fail.</summary>
internal sealed class FaultyStorage : IGrainStorage
{
    private readonly StateStore store = new();

    /// <summary>Asked before every read, with the name of the state; throws to let it fail.</summary>
    public Action<string> ReadFault { get; set; } = _ => { };

    /// <summary>Asked before every write, with the name of the state; throws to let it fail.</summary>
    public Action<string> WriteFault { get; set; } = _ => { };

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        ReadFault(stateName);
        await store.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        WriteFault(stateName);
        await store.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        store.ClearStateAsync(stateName, grainId, grainState);
}
