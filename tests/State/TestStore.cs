using PatientFlow.State.Folder;

namespace PatientFlow.State.Tests;

/// <summary>The folder of a test as that of a store.</summary>
internal static class TestStore
{
    extension(TestFolder folder)
    {
        public StoreFolder Store => new(folder.Path);

        public GrainStore Open(long pendingBytesMax = 32 * 1024 * 1024) =>
            GrainStore.Open(Options(folder.Path, pendingBytesMax), Records.Serializer);
    }

    public static GrainStoreOptions Options(string folder, long pendingBytesMax = 32 * 1024 * 1024) => new()
    {
        Folder = folder,
        DeferredStates = new HashSet<string> { Records.Deferred },
        PendingBytesMax = pendingBytesMax,
    };
}
