using PatientFlow.State.Records;
using PatientFlow.State.Rocks;

namespace PatientFlow.State.Writing;

/// <summary>
/// The file that readers share with the writer, who replaces it after a write that failed: nothing that RocksDB may have
/// kept of that write is trusted. Until there is room to write again the old one goes on being read.
/// </summary>
/// <remarks>Calls block, so that only threads of the store's own make them; but for <see cref="TryReadCached"/>.</remarks>
internal sealed class SharedFile(Func<IRecordFile> open, Func<long> roomBytes) : IDisposable
{
    // A file that is opened anew writes its log and its list of files.
    private const long RoomBytesMin = 8 * 1024 * 1024;

    // Not disposed: whoever comes after the end is still to be told that there is no file.
    private readonly ReaderWriterLockSlim gate = new();
    private IRecordFile? file = open();
    private bool isBroken;

    public void Dispose()
    {
        gate.EnterWriteLock(); // Somebody who reads what is cached may be inside.
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

    /// <summary>Reads a record, or that there is none, where that can be known at once.</summary>
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

    /// <summary>Only the writer's thread.</summary>
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
