namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>A record on its way to the file. Without bytes it is to be removed.</summary>
internal sealed class StateWrite(StateKey key, long? heldEtag, byte[]? bytes)
{
    private readonly TaskCompletionSource<long?> _source = new();
    private long? _newEtag;
    private bool _isApplied;

    internal StateKey Key { get; } = key;

    internal long? HeldEtag { get; } = heldEtag;

    internal byte[]? Bytes { get; } = bytes;

    /// <summary>
    /// Completes after the commit: with the new ETag, or null where the held one was not the stored one.
    /// </summary>
    internal Task<long?> Committed => _source.Task;

    internal void Applied(bool changed, long newEtag)
    {
        _isApplied = true;
        _newEtag = changed ? newEtag : null;
    }

    internal void Complete()
    {
        if (!_isApplied) throw new InvalidOperationException("Nothing is confirmed that was not applied.");
        _source.TrySetResult(_newEtag);
    }

    internal void Fail(Exception failure) => _source.TrySetException(failure);
}
