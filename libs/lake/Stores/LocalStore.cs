using System.Runtime.CompilerServices;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// A store in a local folder. Files appear by link(2) of a finished, synced temporary file: exactly one of racing
/// writers wins, a reader never sees half a file, and a crash leaves at most a temporary file.
/// </summary>
public sealed class LocalStore : ILakeStore
{
    private readonly string root;

    /// <summary>A store in a folder, which is made when the first file is written.</summary>
    public LocalStore(string root) => this.root = Path.GetFullPath(root);

    /// <inheritdoc/>
    public string Location => root;

    /// <summary>Called before each change of the file system, so that tests can end the process there.</summary>
    internal Action<string> BeforeStep { get; init; } = static _ => { };

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(FullPath(path), cancellationToken);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed("read", path, fault);
        }
    }

    /// <inheritdoc/>
    public async Task<int> ReadRangeAsync(
        string path, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            using var handle = File.OpenHandle(FullPath(path), options: FileOptions.Asynchronous);
            var read = 0;
            while (read < buffer.Length)
            {
                var got = await RandomAccess.ReadAsync(handle, buffer[read..], offset + read, cancellationToken);
                if (got == 0) break;
                read += got;
            }

            return read;
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new FileNotFoundException(fault.Message, path, fault);
        }
        catch (Exception fault) when (fault is IOException and not FileNotFoundException or UnauthorizedAccessException)
        {
            throw Failed("read", path, fault);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = new DirectoryInfo(FullPath(folder));
        if (!start.Exists)
        {
            ThrowIfHidden(start, folder);
            yield break;
        }

        using var files = Open(start, folder);
        while (MoveNext(files, folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A file that was deleted since the folder was read is none any more.
            if (!files.Current.Exists) continue;
            var path = Path.GetRelativePath(root, files.Current.FullName).Replace(Path.DirectorySeparatorChar, '/');
            yield return new StoreEntry(path, files.Current.Length, files.Current.LastWriteTimeUtc);
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<bool> PutIfAbsentAsync(
        string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Avoids the temporary file if the answer is known already; the link below decides a race.
        if (File.Exists(FullPath(path))) return false;
        await using var upload = Start(path);
        await upload.WriteAsync(content, cancellationToken);
        return upload.TryPublish();
    }

    /// <inheritdoc/>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await using var upload = Start(path);
        await upload.WriteAsync(content, cancellationToken);
        upload.Replace();
    }

    /// <inheritdoc/>
    public Task<StoreUpload> StartUploadAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<StoreUpload>(Start(path));

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        BeforeStep("delete");
        try
        {
            File.Delete(FullPath(path));
        }
        catch (DirectoryNotFoundException)
        {
            // No folder, no file.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed("delete", path, fault);
        }

        return Task.CompletedTask;
    }

    /// <summary>A folder that may not be seen is no empty one: its table would seem not to be there.</summary>
    private static void ThrowIfHidden(DirectoryInfo start, string folder)
    {
        try
        {
            File.GetAttributes(start.FullName);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw Failed("list", folder, fault);
        }
        catch (IOException)
        {
            // It is not there, or is no folder.
        }
    }

    private static IEnumerator<FileInfo> Open(DirectoryInfo start, string folder)
    {
        try
        {
            return start.EnumerateFiles("*", SearchOption.AllDirectories).GetEnumerator();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed("list", folder, fault);
        }
    }

    private static bool MoveNext(IEnumerator<FileInfo> files, string folder)
    {
        try
        {
            return files.MoveNext();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Failed("list", folder, fault);
        }
    }

    internal static LakeStoreException Failed(string verb, string path, Exception cause) =>
        new($"Cannot {verb} {path}: {cause.Message}", transient: cause is IOException, cause);

    private LocalUpload Start(string path) => new(FullPath(path), path, BeforeStep);

    private string FullPath(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        // A path in a log is foreign input: it must not lead out of the table.
        if (full != root && !full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new LakeFormatException($"The path '{path}' leads out of {root}.");
        return full;
    }
}
