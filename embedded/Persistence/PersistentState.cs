using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Persistence;

/// <summary>The state of a grain, as the grain sees it and, in the same object, as the store sees it.</summary>
internal sealed class PersistentState<TState>(Activation activation, IGrainStorage storage, string stateName)
    : IPersistentState<TState>, IGrainState<TState>, ISetupState
{
    private TState? _state;
    private string? _etag;
    private bool _recordExists;

    public TState State
    {
        get => _state!;
        set => _state = value;
    }

    public string? Etag => _etag;

    public bool RecordExists => _recordExists;

    TState? IGrainState<TState>.State
    {
        get => _state;
        set => _state = value;
    }

    string? IGrainState<TState>.ETag
    {
        get => _etag;
        set => _etag = value;
    }

    bool IGrainState<TState>.RecordExists
    {
        get => _recordExists;
        set => _recordExists = value;
    }

    public Task ReadStateAsync() => storage.ReadStateAsync(stateName, activation.GrainId, this);

    public Task WriteStateAsync() => storage.WriteStateAsync(stateName, activation.GrainId, this);

    public Task ClearStateAsync() => storage.ClearStateAsync(stateName, activation.GrainId, this);

    public Task ReadAtSetupAsync(CancellationToken cancellationToken) =>
        ReadStateAsync().WaitAsync(cancellationToken);
}
