namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>A record that somebody wants to read.</summary>
internal sealed class StateRead(StateKey key)
{
    private readonly TaskCompletionSource<StateRecord?> _source = new();

    internal StateKey Key { get; } = key;

    /// <summary>The record, or null where there is none.</summary>
    internal Task<StateRecord?> Found => _source.Task;

    internal void Complete(StateRecord? record) => _source.TrySetResult(record);

    internal void Fail(Exception failure) => _source.TrySetException(failure);
}
