using PatientFlow.State.Reading;
using PatientFlow.State.Records;
using PatientFlow.State.Rocks;
using PatientFlow.State.Writing;

namespace PatientFlow.State;

/// <summary>
/// Records by key, with deferred writes in memory and one batch at a time being written to the disk. It knows only
/// bytes.
/// </summary>
/// <remarks>
/// A write is refused if somebody wrote the key after the last write that its writer has seen. Concurrent writes share
/// a batch. A failed batch goes back to memory, except records whose writers wait: those get the fault.
/// </remarks>
internal sealed class RecordStore : IDisposable
{
    // Reads that find their block in memory take 3 µs, so one thread suffices; two let reads that wait for a disk
    // overlap.
    private const int Readers = 2;

    private readonly Lock gate = new();
    private readonly long pendingBytesMax;
    private readonly Action<string> noteDamage;
    private readonly TaskCompletionSource<string> damaged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SharedFile file;
    private readonly WriteTable table;
    private readonly WriterThread writer;
    private readonly ReaderThreads readers;
    private PendingBatch filling = new();
    private PendingBatch? writing;
    private long last;
    private bool isEnding;

    /// <param name="open">Opens the file, immediately and again after a failed write.</param>
    /// <param name="roomBytes">Returns the free bytes on its disk.</param>
    /// <param name="pendingBytesMax">Maximum bytes of deferred records before they are written.</param>
    /// <param name="noteDamage">Marks the file as damaged, so that the next start knows.</param>
    public RecordStore(Func<IRecordFile> open, Func<long> roomBytes, long pendingBytesMax, Action<string> noteDamage)
    {
        this.pendingBytesMax = pendingBytesMax;
        this.noteDamage = noteDamage;
        file = new SharedFile(open, roomBytes);
        try
        {
            last = file.Read(f => f.Read(StateKey.LastNumber.Bytes)) is { } record ? RecordHeader.Read(record).Number : 0;
        }
        catch
        {
            // Whatever failed: otherwise RocksDB keeps the folder locked, and a new store there could not be opened.
            file.Dispose();
            throw;
        }

        table = new WriteTable(last);
        writer = new WriterThread("grain state writer", WriteOut);
        readers = new ReaderThreads(Readers);
    }

    /// <summary>Completes with a description when damage is found.</summary>
    public Task<string> Damaged => damaged.Task;

    /// <summary>Batches written since the store was opened.</summary>
    public long Batches { get; private set; }

    /// <summary>Writes what is in memory, as far as possible, and closes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isEnding) return;
            isEnding = true;
            filling.MustSync = true;
        }

        writer.Dispose();
        readers.Dispose();
        file.Dispose();
    }

    public async ValueTask<StoredRecord> ReadAsync(StateKey key)
    {
        long seen;
        lock (gate)
        {
            ThrowIfUnusable();
            if (filling.TryFind(key, out var record) || writing?.TryFind(key, out record) == true)
                return new StoredRecord(record, last);

            // A write that its caller does not know of yet is not visible to this read, whenever the read finds the
            // record.
            seen = (writing?.NumberInFlight(key) ?? filling.NumberInFlight(key)) is { } number ? number - 1 : last;
        }

        return new StoredRecord(await ReadFileAsync(key), seen);
    }

    /// <summary>Writes a record, unless somebody wrote it after the last write that the caller has seen.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="seen">Number of the last write that the caller has seen; -1 for none.</param>
    /// <param name="record">Header and state; the header is filled in here. The store owns it from now on.</param>
    /// <param name="isCleared">Whether the state is cleared.</param>
    /// <param name="isDeferred">Whether it may complete in memory.</param>
    /// <returns>Number of the write; null if it was refused.</returns>
    public async ValueTask<long?> WriteAsync(StateKey key, long seen, byte[] record, bool isCleared, bool isDeferred)
    {
        var lookedAt = -1L;
        while (true)
        {
            Task? room = null;
            SyncedWrite? write = null;
            long lastAt;
            lock (gate)
            {
                ThrowIfUnusable();
                var unwritten = filling.NumberOf(key) ?? writing?.NumberOf(key);
                if (unwritten > seen) return null;
                lastAt = table.LastAt(key);
                if (unwritten is not null || lastAt <= seen || lastAt == lookedAt)
                {
                    if (isDeferred && filling.Bytes > 2 * pendingBytesMax) room = WaitForRoom();
                    else
                    {
                        new RecordHeader(isCleared, ++last).Write(record);
                        table.Note(key, last);
                        if (isDeferred)
                        {
                            filling.Defer(key, record);
                            if (filling.Bytes > pendingBytesMax) writer.Ask();
                            return last;
                        }

                        filling.Add(key, write = new SyncedWrite(last, record));
                        writer.Ask();
                    }
                }
            }

            if (write is not null)
            {
                await write.Durable;
                return write.Number;
            }

            if (room is not null)
            {
                await room;
                continue;
            }

            // Another key shares the place in the table, or somebody else has written this key.
            if (await ReadFileAsync(key) is { } stored && RecordHeader.Read(stored).Number > seen) return null;
            lookedAt = lastAt;
        }
    }

    /// <summary>Returns records in the order of their keys; deferred records are written first.</summary>
    public async Task<List<KeyValuePair<byte[], byte[]>>> ScanAsync(byte[] from, byte[] prefix, int countMax)
    {
        Task? written = null;
        lock (gate)
        {
            ThrowIfUnusable();
            if (!filling.IsEmpty || writing is not null) written = WaitForRoom();
        }

        if (written is not null) await written;
        return await readers.ReadAsync(() => Guarded(() =>
        {
            var found = file.Read(f => f.Scan(from, prefix, countMax));
            foreach (var (_, record) in found) _ = RecordHeader.Read(record);
            return found;
        }));
    }

    /// <summary>Notes that the file is damaged: from now on it is neither read nor written.</summary>
    public void ReportDamage(string words)
    {
        if (!damaged.TrySetResult(words)) return;
        try
        {
            noteDamage(words);
        }
        catch (IOException)
        {
            // The disk is full or failing; the next start will find the damage as it was found now.
        }
    }

    /// <summary>
    /// Returns a record with a header that this version knows; null for none. If memory holds the answer, as for most
    /// new or active keys, it is read immediately, because waking a thread takes longer.
    /// </summary>
    private ValueTask<byte[]?> ReadFileAsync(StateKey key)
    {
        if (Guarded(() => file.TryReadCached(key, out var cached) ? (true, Checked(cached)) : default) is (true, var known))
            return new(known);
        return new(readers.ReadAsync(() => Guarded(() => Checked(file.Read(f => f.Read(key.Bytes))))));
    }

    private static byte[]? Checked(byte[]? record)
    {
        if (record is not null) _ = RecordHeader.Read(record);
        return record;
    }

    private Task WaitForRoom()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        filling.Waiting.Add(room);
        writer.Ask();
        return room.Task;
    }

    /// <summary>The writer's thread.</summary>
    private void WriteOut()
    {
        PendingBatch batch;
        long number;
        lock (gate)
        {
            batch = writing = filling;
            filling = new PendingBatch();
            number = last;
        }

        Exception? fault = null;
        try
        {
            if (!batch.IsEmpty)
            {
                if (damaged.Task.IsCompleted) throw Unusable();
                var own = KeyValuePair.Create(StateKey.LastNumber, new RecordHeader(IsCleared: false, number).ToRecord());
                file.Write(batch.Records.Append(own), batch.MustSync);
                Batches++;
            }
        }
        catch (Exception failure) when (failure is IOException or StateUnreadableException)
        {
            fault = Translated(failure);
        }

        lock (gate)
        {
            writing = null;
            if (fault is not null) filling.TakeBack(batch);
        }

        foreach (var write in batch.Synced)
            if (fault is null) write.Complete();
            else write.Fail(fault);
        foreach (var room in batch.Waiting)
            if (fault is null) room.TrySetResult();
            else room.TrySetException(fault);
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is RocksException or StateUnreadableException)
        {
            throw Translated(fault);
        }
    }

    private Exception Translated(Exception fault)
    {
        switch (fault)
        {
            case RocksException { IsDamage: true }:
                ReportDamage(fault.Message);
                return new StateUnreadableException($"The grain store is damaged: {fault.Message}", fault);
            case StateUnreadableException:
                ReportDamage(fault.Message);
                return fault;
            case StateRefusedException:
                return fault;
            default:
                return new StateRefusedException($"The grain store cannot be read or written: {fault.Message}", fault);
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(isEnding, this);
        if (damaged.Task.IsCompleted) throw Unusable();
    }

    private StateUnreadableException Unusable() => new($"The grain store is damaged: {damaged.Task.Result}");
}
