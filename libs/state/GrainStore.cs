using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Serialization;
using Orleans.Storage;
using PatientFlow.State.Folder;
using PatientFlow.State.Records;
using PatientFlow.State.Rocks;

namespace PatientFlow.State;

/// <summary>
/// Keeps grain state in a local folder, in RocksDB. A write of a deferred state completes in memory; a write of any
/// other state completes when it and everything written before it are durable.
/// </summary>
/// <remarks>
/// An ETag is the store-wide number of the last write that its holder has seen; a write is refused if the record was
/// written after that. A cleared record keeps its number, so that nobody who missed the clearing overwrites later
/// state.
/// </remarks>
public sealed class GrainStore : IGrainStorage, IDisposable
{
    // Number of states fetched per access to the disk.
    private const int ScanCount = 1_000;

    private readonly GrainStoreOptions options;
    private readonly Serializer serializer;
    private readonly RecordStore records;

    private GrainStore(GrainStoreOptions options, Serializer serializer, RecordStore records, StoreOrigin origin)
    {
        this.options = options;
        this.serializer = serializer;
        this.records = records;
        Origin = origin;
    }

    /// <summary>What the folder contained when the store was opened.</summary>
    public StoreOrigin Origin { get; }

    /// <summary>
    /// Completes when damage is found, with a description that contains no key. All calls fail from then on, and the
    /// next <see cref="Open"/> sets the store aside, so the process should end.
    /// </summary>
    public Task<string> Damaged => records.Damaged;

    /// <summary>
    /// Returns what is in a folder without changing anything. Damage that only opening finds is not detected.
    /// </summary>
    /// <exception cref="StateRefusedException">A newer version wrote it.</exception>
    public static StoreOrigin Look(string folder) => new StoreFolder(folder).Look();

    /// <summary>Opens the store, creating it if there is none. Blocks while a log is replayed after a kill.</summary>
    /// <exception cref="StateRefusedException">
    /// A newer version wrote it, or it cannot be opened now; it is left as it is.
    /// </exception>
    /// <exception cref="StateUnreadableException">
    /// It is damaged, and the options do not let it be set aside.
    /// </exception>
    public static GrainStore Open(GrainStoreOptions options, Serializer serializer)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = new StoreFolder(options.Folder);
        var origin = options.SetsDamagedAside ? folder.Prepare() : folder.Look();
        try
        {
            return new GrainStore(options, serializer, OpenRecords(options, folder), origin);
        }
        catch (Exception fault) when (fault is RocksException { IsDamage: true } or StateUnreadableException)
        {
            if (!options.SetsDamagedAside) throw new StateUnreadableException($"The grain store is damaged: {fault.Message}", fault);
            folder.SetDamagedAside();
            return new GrainStore(options, serializer, OpenRecords(options, folder), StoreOrigin.Damaged);
        }
    }

    /// <summary>Writes deferred state, as far as possible, and closes the store.</summary>
    public void Dispose() => records.Dispose();

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var (record, seen) = await records.ReadAsync(KeyOf(grainId, stateName));
        if (record is null || RecordHeader.Read(record).IsCleared) Reset(grainState);
        else
        {
            grainState.State = Deserialize<T>(record);
            grainState.RecordExists = true;
        }

        grainState.ETag = Text(seen);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        // Serialized before the first await, so that the state at the time of the call is written.
        var record = Serialize(grainState.State);
        await WriteAsync(stateName, grainId, grainState, record, isCleared: false);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        await WriteAsync(stateName, grainId, grainState, new byte[RecordHeader.Size], isCleared: true);
        Reset(grainState);
    }

    /// <summary>
    /// Returns the stored states with one name of all grains of a type, ordered by the bytes of their keys; activates
    /// none.
    /// </summary>
    public async IAsyncEnumerable<KeyValuePair<string, T?>> ReadAllAsync<T>(
        string grainType, string stateName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = StateKey.Prefix(Encoding.UTF8.GetBytes(grainType), stateName);
        var from = prefix;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = await records.ScanAsync(from, prefix, ScanCount);
            foreach (var (key, record) in found)
                if (!RecordHeader.Read(record).IsCleared)
                    yield return KeyValuePair.Create(Encoding.UTF8.GetString(key.AsSpan(prefix.Length)), Deserialize<T>(record));
            if (found.Count < ScanCount) yield break;
            from = [.. found[^1].Key, 0]; // The smallest greater key.
        }
    }

    private static RecordStore OpenRecords(GrainStoreOptions options, StoreFolder folder)
    {
        try
        {
            return new RecordStore(
                () => new RocksFile(folder.Grains, options),
                () => new DriveInfo(folder.Grains).AvailableFreeSpace,
                options.PendingBytesMax,
                folder.NoteDamage);
        }
        catch (RocksException fault) when (!fault.IsDamage)
        {
            throw new StateRefusedException(
                $"The grain store in {folder.Grains} cannot be opened now: {fault.Message}. Nothing was changed.", fault);
        }
    }

    private async Task WriteAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, byte[] record, bool isCleared)
    {
        var seen = grainState.ETag is { } held ? long.Parse(held, CultureInfo.InvariantCulture) : -1;
        var number = await records.WriteAsync(
            KeyOf(grainId, stateName), seen, record, isCleared, options.DeferredStates.Contains(stateName));
        if (number is null)
            throw new InconsistentStateException(
                $"The state '{stateName}' of a grain of type {grainId.Type} was written by somebody else.", "later", Text(seen));
        grainState.ETag = Text(number.Value);
    }

    private byte[] Serialize<T>(T? state)
    {
        using var buffer = new RecordBuffer();
        serializer.Serialize(state, buffer);
        return buffer.ToRecord();
    }

    private T? Deserialize<T>(byte[] record)
    {
        try
        {
            return serializer.Deserialize<T>(record.AsSpan(RecordHeader.Size));
        }
        catch (Exception fault)
        {
            // A serializer can throw anything. The checksum was right, so another version of the program wrote the
            // record; the state is rebuilt from the log.
            var words = $"A stored {typeof(T).Name} cannot be read by this program ({fault.GetType().Name}).";
            records.ReportDamage(words);
            throw new StateUnreadableException(words, fault);
        }
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.RecordExists = false;
    }

    private static StateKey KeyOf(GrainId grainId, string stateName) =>
        StateKey.Of(grainId.Type.AsSpan(), stateName, grainId.Key.AsSpan());

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
