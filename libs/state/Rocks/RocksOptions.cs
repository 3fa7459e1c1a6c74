namespace PatientFlow.State.Rocks;

/// <summary>Configuration of RocksDB. Figures and their reasons: bench/State/figures.md.</summary>
internal static class RocksOptions
{
    private const int MiB = 1024 * 1024;

    // A memtable is 32 MiB, and so is the file it becomes; at most four wait to be flushed.
    private const int WriteBufferBytes = 32 * MiB;
    private const int WriteBuffersMax = 4;

    // The amount that a start must replay after a kill.
    private const int WalBytesMax = 64 * MiB;

    // With ten bits per key, one look-up in a hundred reads a file in vain.
    private const double BloomBitsPerKey = 10;

    // Share of the memtable: a new patient is not in it and need not be searched for.
    private const double MemtableBloomShare = 0.02;

    // Replays up to the first incomplete record: after a power loss the store has a state that once existed.
    private const int ToPointInTime = 2;

    private const int NoCompression = 0;
    private const int Lz4 = 4;
    private const int BinarySearchAndHash = 1;
    private const int Warnings = 2;

    /// <summary>Creates the options; the caller frees them after closing the file.</summary>
    public static nint Create(GrainStoreOptions store)
    {
        var options = RocksSettings.Create();
        RocksSettings.SetCreateIfMissing(options, 1);

        // Detects a damaged store: sizes and checksums of its files at the start, checksums of blocks when read, and
        // missing logs between others.
        RocksSettings.SetParanoidChecks(options, 1);
        RocksSettings.SetTrackWals(options, 1);
        RocksSettings.SetChainWals(options, 1);
        RocksSettings.SetWalRecoveryMode(options, ToPointInTime);

        // A start after a kill writes only a log: it is quick, and works on a full disk.
        RocksSettings.SetAvoidFlushDuringRecovery(options, 1);
        RocksSettings.SetOpenFilesMax(options, -1);
        RocksSettings.SetBackgroundJobsMax(options, Math.Clamp(Environment.ProcessorCount, 2, 4));
        RocksSettings.SetWalBytesMax(options, WalBytesMax);
        RocksSettings.SetWriteBufferBytes(options, WriteBufferBytes);
        RocksSettings.SetWriteBuffersMax(options, WriteBuffersMax);
        RocksSettings.SetMemtableBloomRatio(options, MemtableBloomShare);
        RocksSettings.SetMemtableWholeKeys(options, 1);
        RocksSettings.SetFileBytes(options, WriteBufferBytes);
        RocksSettings.SetLevelBaseBytes(options, 4 * WriteBufferBytes);
        RocksSettings.SetCompression(options, store.Compress ? Lz4 : NoCompression);

        // A file is written to the disk as it grows, rather than all at once while a cut waits for its own sync.
        RocksSettings.SetBytesPerSync(options, MiB);
        RocksSettings.SetManifestBytesMax(options, 16 * MiB);

        // RocksDB's own log: two files of a megabyte.
        RocksSettings.SetInfoLogLevel(options, Warnings);
        RocksSettings.SetInfoLogBytesMax(options, MiB);
        RocksSettings.SetInfoLogsKept(options, 2);
        RocksSettings.SetStatsDumpSeconds(options, 0);
        RocksSettings.SetStatsKeepSeconds(options, 0);
        SetTable(options, store);
        return options;
    }

    private static void SetTable(nint options, GrainStoreOptions store)
    {
        var table = RocksSettings.CreateTable();
        RocksSettings.SetFilter(table, RocksSettings.CreateBloomFilter(BloomBitsPerKey));
        var cache = RocksSettings.CreateCache((nuint)store.CacheBytes);
        RocksSettings.SetCache(table, cache);
        RocksSettings.FreeCache(cache);
        RocksSettings.SetBlockBytes(table, (nuint)store.BlockBytes);
        RocksSettings.SetBlockIndex(table, BinarySearchAndHash);
        RocksSettings.SetTable(options, table);
        RocksSettings.FreeTable(table);
    }
}
