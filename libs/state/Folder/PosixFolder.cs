using System.Runtime.InteropServices;

namespace PatientFlow.State.Folder;

/// <summary>Makes the entries of a folder survive a power loss, for which .NET has no call.</summary>
internal static partial class PosixFolder
{
    private const int OpenReadOnly = 0;

    /// <summary>Does nothing on Windows, where a folder cannot be synced.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, OpenReadOnly);
        if (descriptor < 0) throw Failure("open");
        try
        {
            if (Sync(descriptor) != 0) throw Failure("fsync");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string call) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
