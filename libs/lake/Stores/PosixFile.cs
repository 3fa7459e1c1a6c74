using System.Runtime.InteropServices;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// The file operations whose exact meaning .NET does not promise. On Linux File.Move without overwrite looks first
/// and renames then, so two racing writers may both win; link(2) lets exactly one.
/// </summary>
internal static partial class PosixFile
{
    private const int ErrorExists = 17;
    private const int OpenReadOnly = 0;

    /// <summary>Gives a finished file a second name. False if the name is taken.</summary>
    public static bool TryLink(string existing, string name)
    {
        if (OperatingSystem.IsWindows()) return TryMove(existing, name);
        if (Link(existing, name) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        if (error == ErrorExists) return false;
        throw new IOException($"link: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Makes names in a folder survive a loss of power.</summary>
    public static void SyncFolder(string folder)
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

    /// <summary>Makes a folder with its parents, and makes their names survive a loss of power.</summary>
    public static void CreateFolders(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null) CreateFolders(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null) SyncFolder(parent);
    }

    // MoveFileEx without the replace flag, which .NET uses here, is one step on Windows.
    private static bool TryMove(string existing, string name)
    {
        try
        {
            File.Move(existing, name);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    private static IOException Failure(string call) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
