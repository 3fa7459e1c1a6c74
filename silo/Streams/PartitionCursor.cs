using Orleans.Streams;

namespace PatientFlow.Silo.Streams;

/// <summary>Takes batches from a partition's queue. Owned by: the pulling agent's turns.</summary>
internal sealed class PartitionCursor(PartitionQueue queue) : IQueueCacheCursor
{
    private EventBatch? current;

    /// <inheritdoc />
    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return current;
    }

    /// <inheritdoc />
    public bool MoveNext()
    {
        if (queue.Take() is not { } batch) return false;
        current = batch;
        return true;
    }

    /// <inheritdoc />
    public void Refresh(StreamSequenceToken token)
    {
        // The queue's position is the cursor's only position.
    }

    /// <inheritdoc />
    public void RecordDeliveryFailure()
    {
        if (current is { } batch) queue.Return(batch);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // The next cursor continues where this one was.
    }
}
