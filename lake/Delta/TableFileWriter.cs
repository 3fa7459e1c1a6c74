namespace PatientFlow.Lake.Delta;

/// <summary>
/// A data file being written in pieces. Complete it to get the action to commit; disposed before, it leaves nothing.
/// Owned by one thread at a time.
/// </summary>
public sealed class TableFileWriter : IAsyncDisposable
{
    internal TableFileWriter()
    {
    }

    /// <summary>Adds rows. The batch is free for other use when the call returns.</summary>
    /// <param name="rows">Columns of the table by name; partition columns are ignored, missing ones become null.</param>
    /// <param name="cancellation">Stops the write.</param>
    public ValueTask WriteAsync(ColumnBatch rows, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Closes the file: durable, but not visible before its action is committed.</summary>
    public Task<AddFile> CompleteAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
