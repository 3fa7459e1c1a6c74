using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PatientFlow.EventLog;

/// <summary>The two calls of a Unix kernel that the class library lacks.</summary>
internal static partial class NativeDisk
{
    private const int OpenReadOnly = 0;
    private const uint WritebackStart = 2; // SYNC_FILE_RANGE_WRITE: begin, do not wait. Source: sync_file_range(2)

    /// <summary>
    /// fsync of a folder, without which a new file may be gone after a crash. Source: fsync(2), NOTES.
    /// </summary>
    public static void SyncFolder(string path)
    {
        var descriptor = Open(path, OpenReadOnly);
        if (descriptor < 0) throw Failure("open", path);
        try
        {
            if (Fsync(descriptor) < 0) throw Failure("fsync", path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Linux only. Its result is ignored: the fsync that follows reports what went wrong.</summary>
    public static void StartWriteback(SafeFileHandle handle) => _ = SyncFileRange(handle, 0, 0, WritebackStart);

    private static IOException Failure(string call, string path) =>
        new($"{call} of the folder '{path}' failed with error {Marshal.GetLastPInvokeError()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle handle, long position, long count, uint flags);
}
