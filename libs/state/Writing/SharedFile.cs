using PatientFlow.State.Records;
using PatientFlow.State.Rocks;

namespace PatientFlow.State.Writing;

/// <summary>
/// The file that readers share with the writer. After a failed write the writer replaces it, because nothing that
/// RocksDB may have kept of that write can be trusted. Until there is room to write again, the old file is still read.
/// </summary>
/// <remarks>Calls block, so only the store's own threads make them, except <see cref="TryReadCached"/>.</remarks>
internal sealed class SharedFile(Func<IRecordFile> open, Func<long> roomBytes) : IDisposable
{
    // A reopened file writes its log and its list of files.
    private const long RoomBytesMin = 8 * 1024 * 1024;

    // Not disposed: a late caller must still learn that there is no file.
    private readonly ReaderWriterLockSlim gate = new();
    private IRecordFile? file = open();
    private bool isBroken;

    public void Dispose()
    {
        gate.EnterWriteLock(); // A cached read may be in progress.
        try
        {
            file?.Dispose();
            file = null;
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>Reads a record, or its absence, if that is known immediately.</summary>
    public bool TryReadCached(StateKey key, out byte[]? record)
    {
        record = null;
        if (!gate.TryEnterReadLock(0)) return false;
        try
        {
            return file is not null && file.TryReadCached(key.Bytes, out record);
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public T Read<T>(Func<IRecordFile, T> read)
    {
        gate.EnterReadLock();
        try
        {
            return read(file ?? throw NotOpen(null));
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>Called only by the writer's thread.</summary>
    public void Write(IEnumerable<KeyValuePair<StateKey, byte[]>> records, bool sync)
    {
        if (isBroken) Replace();
        try
        {
            (file ?? throw NotOpen(null)).Write(records, sync);
        }
        catch (IOException)
        {
            isBroken = true;
            throw;
        }
    }

    private void Replace()
    {
        if (file is not null && roomBytes() is var room && room < RoomBytesMin)
            throw new StateRefusedException($"The disk of the grain store is full: {room:N0} bytes are left.");
        gate.EnterWriteLock();
        try
        {
            file?.Dispose();
            file = null;
            file = open();
            isBroken = false;
        }
        catch (RocksException fault) when (!fault.IsDamage)
        {
            throw NotOpen(fault);
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    private static StateRefusedException NotOpen(Exception? cause) =>
        new($"The grain store failed and cannot be opened again yet{(cause is null ? "" : $": {cause.Message}")}.", cause);
}
