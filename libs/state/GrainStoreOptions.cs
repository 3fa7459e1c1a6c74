namespace PatientFlow.State;

/// <summary>Where a grain store is and what it may use.</summary>
public sealed record GrainStoreOptions
{
    /// <summary>The folder that is the store's own; made where there is none.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Names of states whose write completes in memory, and becomes durable with the next write of a state that is not
    /// named here. Whoever writes those promises nothing to anybody until then.
    /// </summary>
    public IReadOnlySet<string> DeferredStates { get; init; } = new HashSet<string>();

    /// <summary>
    /// Bytes of deferred state in memory, by default 32 MiB. Beyond it they are written out, not synced: nothing was
    /// promised of them yet, and the next synced write makes all that went before it durable.
    /// </summary>
    public long PendingBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Whether a store that cannot be used is set aside and begun anew, by default yes. Whoever only reads says no, and has
    /// looked that there is one.
    /// </summary>
    public bool SetsDamagedAside { get; init; } = true;

    /// <summary>Bytes of blocks that are kept in memory for reads, by default 64 MiB.</summary>
    public long CacheBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes of a block, the smallest piece that is read and checked, by default 4 KiB.</summary>
    public int BlockBytes { get; init; } = 4096;

    /// <summary>Whether blocks are compressed (LZ4), by default yes.</summary>
    public bool Compress { get; init; } = true;
}
