namespace PatientFlow.Lake.Stores;

/// <summary>A file on its way into a store. Disposed without being completed, it leaves nothing behind.</summary>
public abstract class StoreUpload : IAsyncDisposable
{
    /// <summary>Adds bytes to the end. The buffer is free for other use when the call returns.</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Publishes the file.</summary>
    /// <exception cref="IOException">A file of this name exists already.</exception>
    public abstract Task CompleteAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
