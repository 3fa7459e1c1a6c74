namespace PatientFlow.State;

/// <summary>Location and limits of a grain store.</summary>
public sealed record GrainStoreOptions
{
    /// <summary>The store's own folder; created if it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Names of states whose writes complete in memory, and become durable with the next write of a state that is not
    /// listed. Their writers must not promise anything before that.
    /// </summary>
    public IReadOnlySet<string> DeferredStates { get; init; } = new HashSet<string>();

    /// <summary>
    /// Maximum size of deferred state in memory in bytes, by default 32 MiB. Beyond it the state is written without a
    /// sync: nothing depends on it yet, and the next synced write makes everything before it durable.
    /// </summary>
    public long PendingBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Whether an unusable store is set aside and replaced, by default yes. A process that only reads says no, after
    /// checking that there is a store.
    /// </summary>
    public bool SetsDamagedAside { get; init; } = true;

    /// <summary>Size in bytes of the block cache for reads, by default 64 MiB.</summary>
    public long CacheBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Size in bytes of a block, the smallest unit that is read and checked, by default 4 KiB.</summary>
    public int BlockBytes { get; init; } = 4096;

    /// <summary>Whether blocks are compressed (LZ4), by default yes.</summary>
    public bool Compress { get; init; } = true;
}
