using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>
/// A store in memory, with a hook before and after every change, for faults. It stands in for an object store: what
/// a lost answer does to a writer, not what a disk does to its files.
/// </summary>
internal sealed class MemoryStore : ILakeStore
{
    public ConcurrentDictionary<string, ReadOnlyMemory<byte>> Files { get; } = new();

    /// <summary>Called before a change with the operation and path; may throw: then nothing has happened.</summary>
    public Action<string, string> Before { get; init; } = (_, _) => { };

    /// <summary>Called after a change; may throw: then it has happened, and its answer is lost.</summary>
    public Action<string, string> After { get; init; } = (_, _) => { };

    public string Location => "memory";

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        Before("read", path);
        // The cast matters: without it the null would become an empty file.
        return Task.FromResult(Files.TryGetValue(path, out var held) ? held : (ReadOnlyMemory<byte>?)null);
    }

    public Task<int> ReadRangeAsync(string path, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!Files.TryGetValue(path, out var held)) throw new FileNotFoundException(path);
        var count = (int)Math.Clamp(held.Length - offset, 0, buffer.Length);
        if (count > 0) held.Slice((int)offset, count).CopyTo(buffer);
        return Task.FromResult(count);
    }

    public async IAsyncEnumerable<StoreEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (path, held) in Files)
            if (folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal))
                yield return new StoreEntry(path, held.Length, DateTimeOffset.UtcNow);
        await Task.CompletedTask;
    }

    public Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Before("put-if-absent", path);
        var won = Files.TryAdd(path, content.ToArray());
        After("put-if-absent", path);
        return Task.FromResult(won);
    }

    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Before("put", path);
        Files[path] = content.ToArray();
        After("put", path);
        return Task.CompletedTask;
    }

    public Task<StoreUpload> StartUploadAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<StoreUpload>(new MemoryUpload(this, path));

    public Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        Before("delete", path);
        Files.TryRemove(path, out _);
        return Task.CompletedTask;
    }

    private sealed class MemoryUpload(MemoryStore store, string path) : StoreUpload
    {
        private readonly MemoryStream held = new();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            held.WriteAsync(content, cancellationToken);

        public override Task CompleteAsync(CancellationToken cancellationToken)
        {
            store.Before("upload", path);
            if (!store.Files.TryAdd(path, held.ToArray())) throw new IOException($"'{path}' exists already.");
            store.After("upload", path);
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync() => held.DisposeAsync();
    }
}
