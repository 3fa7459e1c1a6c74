namespace PatientFlow.EventLog;

/// <summary>The disk of the operating system.</summary>
internal sealed class FileDisk : IDisk
{
    // Readers and the writer open the same file at the same time.
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    private readonly SyncCrew crew = new();

    // FileShare.None is an exclusive flock on Unix and a share mode on Windows; both end with the process.
    public IDisposable Lock(string path) =>
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public void CreateFolder(string path)
    {
        var missing = new Stack<string>();
        for (var at = Path.GetFullPath(path); !Directory.Exists(at); at = Path.GetDirectoryName(at) ?? "/")
            missing.Push(at);
        foreach (var folder in missing)
        {
            Directory.CreateDirectory(folder);
            SyncFolder(Path.GetDirectoryName(folder) ?? "/");
        }
    }

    public void SyncFolder(string path)
    {
        // NTFS journals its folders itself and has no call for it.
        if (!OperatingSystem.IsWindows()) NativeDisk.SyncFolder(path);
    }

    public bool FileExists(string path) => File.Exists(path);

    public IReadOnlyList<string> FileNames(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var names = new DirectoryInfo(folder).GetFiles().Select(f => f.Name).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    public IDiskFile Create(string path) =>
        new FileDiskFile(File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, Shared));

    public IDiskFile OpenWrite(string path) =>
        new FileDiskFile(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, Shared));

    public IDiskFile OpenRead(string path) =>
        new FileDiskFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared));

    public void SyncAll(IReadOnlyList<IDiskFile> files) => crew.Sync(files);

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Dispose() => crew.Dispose();
}
