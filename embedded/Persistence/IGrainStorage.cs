using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A store of grain state. Its tasks may complete on any thread.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a record into <paramref name="grainState"/>, or a new T() where there is none.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes if the ETag is the stored one, else throws <see cref="InconsistentStateException"/>.</summary>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes if the ETag is the stored one, else throws <see cref="InconsistentStateException"/>.</summary>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
