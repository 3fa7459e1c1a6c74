using Orleans.Storage;

namespace PatientFlow.Tests;

/// <summary>A store that holds the writes of one state until it is told to let them through.</summary>
internal sealed class HeldStorage(string held) : IGrainStorage
{
    private readonly StateStore store = new();

    /// <summary>Completes when a write is held.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets them through.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        store.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (stateName == held)
        {
            Reached.TrySetResult();
            await Release.Task;
        }

        await store.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        store.ClearStateAsync(stateName, grainId, grainState);
}
