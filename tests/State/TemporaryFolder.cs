using PatientFlow.State.Folder;

namespace PatientFlow.State.Tests;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("state-").FullName;

    public StoreFolder Store => new(Path);

    public string this[params string[] names] => System.IO.Path.Combine([Path, .. names]);

    public GrainStore Open(long pendingBytesMax = 32 * 1024 * 1024) => GrainStore.Open(Options(Path, pendingBytesMax), Records.Serializer);

    public static GrainStoreOptions Options(string folder, long pendingBytesMax = 32 * 1024 * 1024) => new()
    {
        Folder = folder,
        DeferredStates = new HashSet<string> { Records.Deferred },
        PendingBytesMax = pendingBytesMax,
    };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
