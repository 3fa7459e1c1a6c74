using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>What files a log has.</summary>
internal sealed class LogListing
{
    private readonly SortedDictionary<(long Version, int Parts), SortedDictionary<int, StoreEntry>> checkpoints = [];
    private readonly Dictionary<long, StoreEntry> commits = [];

    /// <summary>The versions that have a commit file.</summary>
    public IReadOnlyCollection<long> Commits => commits.Keys;

    public bool HasNamedCheckpoint { get; private set; }

    public bool IsEmpty => commits.Count == 0 && checkpoints.Count == 0 && !HasNamedCheckpoint;

    /// <summary>The newest version, by commits and whole checkpoints.</summary>
    public long LatestVersion => Math.Max(
        commits.Count == 0 ? -1 : commits.Keys.Max(),
        Whole().Select(pair => pair.Key.Version).DefaultIfEmpty(-1).Max());

    /// <summary>The oldest commit that is there; null if there is none.</summary>
    public long? OldestCommit => commits.Count == 0 ? null : commits.Keys.Min();

    public void Add(StoreEntry entry)
    {
        if (LogNames.Parse(entry.Path) is not { } name) return;
        switch (name.Kind)
        {
            case LogFileKind.Commit:
                commits[name.Version] = entry;
                break;
            case LogFileKind.Checkpoint:
                var key = (name.Version, name.Parts);
                if (!checkpoints.TryGetValue(key, out var parts)) checkpoints[key] = parts = [];
                parts[name.Part] = entry;
                break;
            default:
                HasNamedCheckpoint = true;
                break;
        }
    }

    /// <summary>The file of a commit.</summary>
    public StoreEntry CommitFile(long version) => commits[version];

    /// <summary>All files of checkpoints, whole or not, with their version.</summary>
    public IEnumerable<(long Version, StoreEntry File)> CheckpointFiles() =>
        checkpoints.SelectMany(pair => pair.Value.Values.Select(file => (pair.Key.Version, file)));

    /// <summary>The whole checkpoints at or before a version, the newest first, each with its parts in order.</summary>
    public IEnumerable<IReadOnlyList<StoreEntry>> CheckpointsUpTo(long version) => Whole()
        .Where(pair => pair.Key.Version <= version)
        .Reverse()
        .Select(pair => (IReadOnlyList<StoreEntry>)[.. pair.Value.Values]);

    private IEnumerable<KeyValuePair<(long Version, int Parts), SortedDictionary<int, StoreEntry>>> Whole() =>
        checkpoints.Where(pair => pair.Value.Count == pair.Key.Parts);
}
