using System.Diagnostics.CodeAnalysis;
using PatientFlow.State.Records;

namespace PatientFlow.State.Writing;

/// <summary>The next write to the disk: deferred records, and records that somebody waits for.</summary>
/// <remarks>Owned by: the store's lock. Nothing is added once writing has begun.</remarks>
internal sealed class PendingBatch
{
    // Memory of a key, its array and its dictionary entry, besides the record itself.
    private const int EntryBytes = 120;

    private readonly Dictionary<StateKey, byte[]> deferred = [];
    private readonly Dictionary<StateKey, SyncedWrite> synced = [];

    /// <summary>Bytes of memory that the deferred records take.</summary>
    public long Bytes { get; private set; }

    /// <summary>Callers that wait for room.</summary>
    public List<TaskCompletionSource> Waiting { get; } = [];

    public bool IsEmpty => deferred.Count == 0 && synced.Count == 0;

    /// <summary>Whether it must survive a power loss once written.</summary>
    public bool MustSync { get; set; }

    /// <summary>All records; each key occurs once.</summary>
    public IEnumerable<KeyValuePair<StateKey, byte[]>> Records =>
        deferred.Concat(synced.Select(s => KeyValuePair.Create(s.Key, s.Value.Record)));

    public IEnumerable<SyncedWrite> Synced => synced.Values;

    public bool TryFind(StateKey key, [NotNullWhen(true)] out byte[]? record) => deferred.TryGetValue(key, out record);

    /// <summary>Returns the number of a write of this key that is not on the disk yet; null for none.</summary>
    public long? NumberOf(StateKey key) =>
        deferred.TryGetValue(key, out var record) ? RecordHeader.Read(record).Number : NumberInFlight(key);

    /// <summary>
    /// Returns the number of a write of this key that its caller does not know of yet; null for none.
    /// </summary>
    public long? NumberInFlight(StateKey key) => synced.TryGetValue(key, out var write) ? write.Number : null;

    public void Defer(StateKey key, byte[] record)
    {
        if (deferred.TryGetValue(key, out var replaced)) Bytes -= SizeOf(key, replaced);
        deferred[key] = record;
        Bytes += SizeOf(key, record);
    }

    public void Add(StateKey key, SyncedWrite write)
    {
        synced.Add(key, write);
        MustSync = true;
    }

    /// <summary>
    /// Takes back records that could not be written, unless newer ones have come; waiting writers have been told.
    /// </summary>
    public void TakeBack(PendingBatch failed)
    {
        foreach (var (key, record) in failed.deferred)
            if (!deferred.ContainsKey(key))
                Defer(key, record);
    }

    private static long SizeOf(StateKey key, byte[] record) => key.Bytes.Length + record.Length + EntryBytes;
}
