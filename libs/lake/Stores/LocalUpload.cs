namespace PatientFlow.Lake.Stores;

/// <summary>A temporary file that becomes a file of the store by a link or a rename.</summary>
internal sealed class LocalUpload : StoreUpload
{
    /// <summary>How the names of temporary files begin: hidden from every reader of tables.</summary>
    public const string Prefix = ".tmp-";

    private readonly string _target;
    private readonly string _path;
    private readonly string _folder;
    private readonly string _temporary;
    private readonly Action<string> _beforeStep;
    private FileStream? _stream;

    public LocalUpload(string target, string path, Action<string> beforeStep)
    {
        _target = target;
        _path = path;
        _beforeStep = beforeStep;
        _folder = Path.GetDirectoryName(target) ?? throw new ArgumentException("A file has a folder.", nameof(target));
        // Random, not an injected id: the name is private to this process and never outlives the call.
        _temporary = Path.Combine(_folder, $"{Prefix}{Guid.NewGuid():N}");
        try
        {
            PosixFile.CreateFolders(_folder);
            beforeStep("create");
            _stream = new FileStream(
                _temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LocalStore.Failed("write", path, e);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        _beforeStep("write");
        try
        {
            await Stream.WriteAsync(content, cancellation);
        }
        catch (IOException e)
        {
            throw LocalStore.Failed("write", _path, e);
        }
    }

    public override Task CompleteAsync(CancellationToken cancellation) => TryPublish()
        ? Task.CompletedTask
        : throw new IOException($"'{_path}' exists already.");

    /// <summary>Makes the file visible where no file has the name. False where one has.</summary>
    public bool TryPublish()
    {
        try
        {
            CloseSynced();
            _beforeStep("link");
            if (!PosixFile.TryLink(_temporary, _target)) return false;
            _beforeStep("sync folder");
            PosixFile.SyncFolder(_folder);
            return true;
        }
        catch (IOException e)
        {
            throw LocalStore.Failed("publish", _path, e);
        }
    }

    /// <summary>Makes the file visible in place of whatever has the name.</summary>
    public void Replace()
    {
        try
        {
            CloseSynced();
            _beforeStep("rename");
            File.Move(_temporary, _target, overwrite: true);
            _beforeStep("sync folder");
            PosixFile.SyncFolder(_folder);
        }
        catch (IOException e)
        {
            throw LocalStore.Failed("replace", _path, e);
        }
    }

    public override ValueTask DisposeAsync()
    {
        _stream?.Dispose();
        _stream = null;
        _beforeStep("unlink");
        try
        {
            File.Delete(_temporary);
        }
        catch (IOException)
        {
            // A temporary file that stays is ignored by every reader and removed by vacuum.
        }

        return ValueTask.CompletedTask;
    }

    private FileStream Stream => _stream ?? throw new ObjectDisposedException(nameof(LocalUpload));

    private void CloseSynced()
    {
        _beforeStep("sync");
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        _stream = null;
    }
}
