namespace PatientFlow.EventLog.Tests;

/// <summary>
/// A disk in memory that can lose its power. Kept for sure: what was synced. In doubt, each for itself: every
/// 512-byte sector and every length written since, every created or renamed entry of a folder not synced since.
/// </summary>
/// <remarks>
/// What a green run does not prove: it takes a sector as atomic, a sync as honest, and folders as durable once made.
/// </remarks>
internal sealed class SimulatedDisk : IDisk
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, SimulatedFile> seen = [];
    private readonly Dictionary<string, SimulatedFile> durable = [];

    /// <summary>Called before each change of the disk, outside its lock, with the change's number and name.</summary>
    public Action<int, string> BeforeStep { get; set; } = (_, _) => { };

    /// <summary>A planted bug: syncs of files return without doing anything, as if acks came before them.</summary>
    public bool SyncsNothing { get; set; }

    public int Steps { get; private set; }

    public IDisposable Lock(string path) => new MemoryStream();

    public void CreateFolder(string path)
    {
    }

    public void SyncFolder(string path) => Step($"sync folder {path}", () =>
    {
        foreach (var gone in durable.Keys.Where(f => IsIn(f, path) && !seen.ContainsKey(f)).ToArray()) durable.Remove(gone);
        foreach (var (file, content) in seen)
            if (IsIn(file, path)) durable[file] = content;
    });

    public bool FileExists(string path)
    {
        lock (gate) return seen.ContainsKey(path);
    }

    public IReadOnlyList<string> FileNames(string folder)
    {
        lock (gate)
            return [.. seen.Keys.Where(f => IsIn(f, folder)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
    }

    public IDiskFile Create(string path)
    {
        var file = new SimulatedFile();
        Step($"create {path}", () =>
        {
            // An existing file is emptied, as O_TRUNC does; its entry stays as durable as it was.
            if (seen.TryGetValue(path, out var old))
            {
                old.Truncate(0);
                file = old;
            }

            seen[path] = file;
        });
        return new SimulatedHandle(this, path, file);
    }

    public IDiskFile OpenWrite(string path) => OpenRead(path);

    public IDiskFile OpenRead(string path)
    {
        lock (gate)
            return new SimulatedHandle(
                this, path, seen.GetValueOrDefault(path) ?? throw new FileNotFoundException("no such file", path));
    }

    public void SyncAll(IReadOnlyList<IDiskFile> files)
    {
        foreach (var file in files) file.Sync();
    }

    public void Rename(string from, string to) => Step($"rename {from}", () =>
    {
        seen[to] = seen[from];
        seen.Remove(from);
    });

    public void Dispose()
    {
    }

    public void Put(string path, ReadOnlySpan<byte> bytes)
    {
        lock (gate) seen[path] = durable[path] = SimulatedFile.OnPlatter(bytes);
    }

    public byte[] Get(string path)
    {
        lock (gate) return seen[path].ToArray();
    }

    public IReadOnlyList<string> Files()
    {
        lock (gate) return [.. seen.Keys];
    }

    public void LoseDirtyPages(string path)
    {
        lock (gate) seen[path].LoseDirtyPages();
    }

    /// <summary>The same disk for a new process: nothing is lost, and nothing became more durable.</summary>
    public SimulatedDisk AfterKill()
    {
        var after = new SimulatedDisk();
        lock (gate)
        {
            var copies = seen.Values.Concat(durable.Values).Distinct().ToDictionary(f => f, f => f.Clone());
            foreach (var (path, file) in seen) after.seen[path] = copies[file];
            foreach (var (path, file) in durable) after.durable[path] = copies[file];
        }

        return after;
    }

    /// <summary>
    /// The disk after a loss of power, in which <paramref name="survives"/> decides about each doubt.
    /// </summary>
    public SimulatedDisk AfterPowerLoss(Func<bool> survives)
    {
        var after = new SimulatedDisk();
        lock (gate)
            foreach (var path in seen.Keys.Union(durable.Keys).Order(StringComparer.Ordinal))
            {
                seen.TryGetValue(path, out var now);
                durable.TryGetValue(path, out var before);
                var entry = ReferenceEquals(now, before) || survives() ? now : before;
                if (entry is not null) after.seen[path] = after.durable[path] = entry.AfterPowerLoss(survives);
            }

        return after;
    }

    internal void Step(string name, Action change)
    {
        BeforeStep(Steps++, name);
        lock (gate) change();
    }

    internal int Read(SimulatedFile file, long position, Span<byte> into)
    {
        lock (gate) return file.Read(position, into);
    }

    private static bool IsIn(string file, string folder) =>
        string.Equals(Path.GetDirectoryName(file), folder, StringComparison.Ordinal);
}
