namespace PatientFlow.Lake.Stores;

/// <summary>A temporary file that becomes a file of the store by a link or a rename.</summary>
internal sealed class LocalUpload : StoreUpload
{
    /// <summary>How the names of temporary files begin: hidden from every reader of tables.</summary>
    public const string Prefix = ".tmp-";

    private readonly string target;
    private readonly string path;
    private readonly string folder;
    private readonly string temporary;
    private readonly Action<string> beforeStep;
    private FileStream? stream;

    public LocalUpload(string target, string path, Action<string> beforeStep)
    {
        this.target = target;
        this.path = path;
        this.beforeStep = beforeStep;
        folder = Path.GetDirectoryName(target) ?? throw new ArgumentException("A file has a folder.", nameof(target));
        // Random, not an injected id: the name is private to this process and never outlives the call.
        temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}");
        try
        {
            PosixFile.CreateFolders(folder);
            beforeStep("create");
            stream = new FileStream(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw LocalStore.Failed("write", path, fault);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        beforeStep("write");
        try
        {
            await Stream.WriteAsync(content, cancellationToken);
        }
        catch (IOException fault)
        {
            throw LocalStore.Failed("write", path, fault);
        }
    }

    public override Task CompleteAsync(CancellationToken cancellationToken) => TryPublish()
        ? Task.CompletedTask
        : throw new IOException($"'{path}' exists already.");

    /// <summary>Makes the file visible unless the name is taken; returns false if it is.</summary>
    public bool TryPublish()
    {
        try
        {
            CloseSynced();
            beforeStep("link");
            if (!PosixFile.TryLink(temporary, target)) return false;
            beforeStep("sync folder");
            PosixFile.SyncFolder(folder);
            return true;
        }
        catch (IOException fault)
        {
            throw LocalStore.Failed("publish", path, fault);
        }
    }

    /// <summary>Makes the file visible in place of whatever has the name.</summary>
    public void Replace()
    {
        try
        {
            CloseSynced();
            beforeStep("rename");
            File.Move(temporary, target, overwrite: true);
            beforeStep("sync folder");
            PosixFile.SyncFolder(folder);
        }
        catch (IOException fault)
        {
            throw LocalStore.Failed("replace", path, fault);
        }
    }

    public override ValueTask DisposeAsync()
    {
        stream?.Dispose();
        stream = null;
        beforeStep("unlink");
        try
        {
            File.Delete(temporary);
        }
        catch (IOException)
        {
            // A temporary file that stays is ignored by every reader and removed by vacuum.
        }

        return ValueTask.CompletedTask;
    }

    private FileStream Stream => stream ?? throw new ObjectDisposedException(nameof(LocalUpload));

    private void CloseSynced()
    {
        beforeStep("sync");
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        stream = null;
    }
}
