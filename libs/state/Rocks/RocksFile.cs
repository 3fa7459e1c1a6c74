using PatientFlow.State.Records;

namespace PatientFlow.State.Rocks;

/// <summary>
/// An open RocksDB folder. Calls block; reads and scans may come from several threads, writes from one. No call may be
/// in progress when it is disposed.
/// </summary>
internal sealed unsafe class RocksFile : IRecordFile
{
    private readonly nint options;
    private readonly nint readOptions;
    private readonly nint cachedOptions;
    private readonly nint scanOptions;
    private readonly nint unsynced;
    private readonly nint synced;
    private nint db;

    /// <exception cref="RocksException">It is damaged, or cannot be opened now.</exception>
    public RocksFile(string folder, GrainStoreOptions store)
    {
        options = RocksOptions.Create(store);
        readOptions = RocksNative.CreateReadOptions();
        cachedOptions = RocksNative.CreateReadOptions();
        RocksNative.SetReadTier(cachedOptions, RocksNative.CacheOnly);
        scanOptions = RocksNative.CreateReadOptions();
        RocksNative.SetFillCache(scanOptions, 0); // Otherwise a scan would evict what grains read.
        unsynced = RocksNative.CreateWriteOptions();
        synced = RocksNative.CreateWriteOptions();
        RocksNative.SetSync(synced, 1);
        db = RocksNative.Open(options, folder, out var error);
        if (error == 0) return;
        Dispose();
        RocksException.ThrowIf(error);
    }

    public void Dispose()
    {
        if (db != 0) RocksNative.Close(db);
        db = 0;
        RocksNative.FreeReadOptions(readOptions);
        RocksNative.FreeReadOptions(cachedOptions);
        RocksNative.FreeReadOptions(scanOptions);
        RocksNative.FreeWriteOptions(unsynced);
        RocksNative.FreeWriteOptions(synced);
        RocksSettings.Free(options);
    }

    public byte[]? Read(ReadOnlySpan<byte> key)
    {
        var record = Get(key, readOptions, out var error);
        RocksException.ThrowIf(error);
        return record;
    }

    public bool TryReadCached(ReadOnlySpan<byte> key, out byte[]? record)
    {
        record = Get(key, cachedOptions, out var error);
        return !RocksException.IsIncomplete(error);
    }

    public void Write(IEnumerable<KeyValuePair<StateKey, byte[]>> records, bool sync)
    {
        var batch = RocksNative.CreateBatch();
        try
        {
            foreach (var (key, value) in records)
            {
                fixed (byte* k = key.Bytes)
                fixed (byte* v = value)
                    RocksNative.Put(batch, k, (nuint)key.Bytes.Length, v, (nuint)value.Length);
            }

            RocksNative.Write(db, sync ? synced : unsynced, batch, out var error);
            RocksException.ThrowIf(error);
        }
        finally
        {
            RocksNative.FreeBatch(batch);
        }
    }

    public List<KeyValuePair<byte[], byte[]>> Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> prefix, int countMax)
    {
        var found = new List<KeyValuePair<byte[], byte[]>>();
        var iterator = RocksNative.CreateIterator(db, scanOptions);
        try
        {
            fixed (byte* f = from) RocksNative.Seek(iterator, f, (nuint)from.Length);
            for (; found.Count < countMax && RocksNative.IsValid(iterator) != 0; RocksNative.Next(iterator))
            {
                var key = new ReadOnlySpan<byte>(RocksNative.IteratorKey(iterator, out var keyLength), checked((int)keyLength));
                if (!key.StartsWith(prefix)) break;
                var value = new ReadOnlySpan<byte>(RocksNative.IteratorValue(iterator, out var length), checked((int)length));
                found.Add(KeyValuePair.Create(key.ToArray(), value.ToArray()));
            }

            RocksNative.IteratorError(iterator, out var error);
            RocksException.ThrowIf(error);
            return found;
        }
        finally
        {
            RocksNative.FreeIterator(iterator);
        }
    }

    private byte[]? Get(ReadOnlySpan<byte> key, nint how, out nint error)
    {
        nint slice;
        fixed (byte* k = key) slice = RocksNative.GetPinned(db, how, k, (nuint)key.Length, out error);
        if (slice == 0) return null;
        var value = new ReadOnlySpan<byte>(RocksNative.PinnedValue(slice, out var length), checked((int)length)).ToArray();
        RocksNative.FreePinned(slice);
        return value;
    }

    /// <summary>Flushes memory and the log to a file, which also happens by itself from time to time.</summary>
    public void Flush()
    {
        var how = RocksNative.CreateFlushOptions();
        RocksNative.Flush(db, how, out var error);
        RocksNative.FreeFlushOptions(how);
        RocksException.ThrowIf(error);
    }

    /// <summary>Merges everything into the last level, which also happens by itself gradually.</summary>
    public void Compact() => RocksNative.CompactRange(db, null, 0, null, 0);
}
