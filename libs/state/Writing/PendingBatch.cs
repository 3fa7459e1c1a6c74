using System.Diagnostics.CodeAnalysis;
using PatientFlow.State.Records;

namespace PatientFlow.State.Writing;

/// <summary>What the next write to the disk will be: deferred records, and those that somebody waits for.</summary>
/// <remarks>Owned by: the store's lock; once it is being written nothing is added.</remarks>
internal sealed class PendingBatch
{
    // A key, its array and its place in the dictionary, beside the record itself.
    private const int EntryBytes = 120;

    private readonly Dictionary<StateKey, byte[]> deferred = [];
    private readonly Dictionary<StateKey, SyncedWrite> synced = [];

    /// <summary>Bytes that the deferred records take in memory.</summary>
    public long Bytes { get; private set; }

    /// <summary>Callers that wait until there is room for more.</summary>
    public List<TaskCompletionSource> Waiting { get; } = [];

    public bool IsEmpty => deferred.Count == 0 && synced.Count == 0;

    /// <summary>Whether it has to survive a loss of power when it is written.</summary>
    public bool MustSync { get; set; }

    /// <summary>All records, each key once.</summary>
    public IEnumerable<KeyValuePair<StateKey, byte[]>> Records =>
        deferred.Concat(synced.Select(s => KeyValuePair.Create(s.Key, s.Value.Record)));

    public IEnumerable<SyncedWrite> Synced => synced.Values;

    public bool TryFind(StateKey key, [NotNullWhen(true)] out byte[]? record) => deferred.TryGetValue(key, out record);

    /// <summary>The number of a write of this key that is not on the disk yet, null for none.</summary>
    public long? NumberOf(StateKey key) =>
        deferred.TryGetValue(key, out var record) ? RecordHeader.Read(record).Number : NumberInFlight(key);

    /// <summary>The number of a write of this key that its caller does not know yet, null for none.</summary>
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

    /// <summary>Takes back what could not be written, where nothing newer has come; whoever waited for his was told.</summary>
    public void TakeBack(PendingBatch failed)
    {
        foreach (var (key, record) in failed.deferred)
            if (!deferred.ContainsKey(key))
                Defer(key, record);
    }

    private static long SizeOf(StateKey key, byte[] record) => key.Bytes.Length + record.Length + EntryBytes;
}
