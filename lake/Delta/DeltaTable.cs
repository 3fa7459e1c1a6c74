using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// A Delta table. Reading and staging are safe from many threads; commits of one object wait for each other; any
/// number of objects and processes may commit to one table.
/// </summary>
public sealed class DeltaTable
{
    private DeltaTable()
    {
    }

    /// <summary>The newest version that this object has seen: updated by refresh and commit.</summary>
    public Snapshot Current => throw new NotImplementedException();

    /// <summary>Makes a table.</summary>
    /// <exception cref="LakeConflictException">There is a table already.</exception>
    public static Task<DeltaTable> CreateAsync(
        ILakeStore store, TableDefinition definition, LakeOptions options, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Opens a table at its newest version.</summary>
    /// <exception cref="LakeFormatException">There is no table, or its log is broken.</exception>
    /// <exception cref="LakeUnsupportedException">It needs a feature that is not here; the message names it.</exception>
    public static Task<DeltaTable> OpenAsync(ILakeStore store, LakeOptions options, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Opens a table, or makes it where there is none. An existing table is returned as it is.</summary>
    public static Task<DeltaTable> OpenOrCreateAsync(
        ILakeStore store, TableDefinition definition, LakeOptions options, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Reads the commits of other writers since <see cref="Current"/>.</summary>
    public Task<Snapshot> RefreshAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Starts a data file.</summary>
    /// <param name="partition">A value for each partition column as log text; empty for an undivided table.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<TableFileWriter> StartFileAsync(
        IReadOnlyDictionary<string, string?> partition, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Writes rows as data files, one for each partition in them: durable, but not visible.</summary>
    public Task<IReadOnlyList<AddFile>> StageAsync(ColumnBatch rows, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Makes a change, once, or says why not.</summary>
    public Task<CommitOutcome> CommitAsync(TableChange change, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Reads a whole live file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">The columns wanted, in this order; null for all of the table.</param>
    /// <param name="cancellation">Stops the read.</param>
    public Task<ColumnBatch> ReadFileAsync(
        AddFile file, IReadOnlyList<string>? columns, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Writes a checkpoint of the current version now, whatever the interval says.</summary>
    public Task WriteCheckpointAsync(CancellationToken cancellation) => throw new NotImplementedException();
}
