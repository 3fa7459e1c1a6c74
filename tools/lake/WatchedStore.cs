using System.Runtime.CompilerServices;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tools.Lake;

/// <summary>A store that reports its operations, so that long work shows progress.</summary>
internal sealed class WatchedStore(ILakeStore store) : ILakeStore
{
    private long listed;
    private long readBytes;
    private long deleted;

    /// <summary>Called for every operation, possibly from any thread.</summary>
    public Action<string> Changed { get; set; } = static _ => { };

    /// <inheritdoc />
    public string Location => store.Location;

    /// <inheritdoc />
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var content = await store.ReadAsync(path, cancellationToken);
        Say(ref readBytes, content?.Length ?? 0);
        return content;
    }

    /// <inheritdoc />
    public async Task<int> ReadRangeAsync(
        string path, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await store.ReadRangeAsync(path, offset, buffer, cancellationToken);
        Say(ref readBytes, count);
        return count;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoreEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in store.ListAsync(folder, cancellationToken))
        {
            Say(ref listed, 1);
            yield return entry;
        }
    }

    /// <inheritdoc />
    public Task<bool> PutIfAbsentAsync(
        string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        store.PutIfAbsentAsync(path, content, cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        store.PutAsync(path, content, cancellationToken);

    /// <inheritdoc />
    public Task<StoreUpload> StartUploadAsync(string path, CancellationToken cancellationToken) =>
        store.StartUploadAsync(path, cancellationToken);

    /// <inheritdoc />
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(path, cancellationToken);
        Say(ref deleted, 1);
    }

    private void Say(ref long counter, long more)
    {
        Interlocked.Add(ref counter, more);
        Changed($"{listed:N0} files listed, {readBytes / 1e6:N1} MB read"
            + (deleted > 0 ? $", {deleted:N0} files deleted" : ""));
    }
}
