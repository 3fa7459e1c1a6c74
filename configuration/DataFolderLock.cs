using PatientFlow.CommandLine;

namespace PatientFlow.Configuration;

/// <summary>Allows one silo per data folder: a second one would ingest and commit the same events (I-13).</summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream file;

    private DataFolderLock(FileStream file) => this.file = file;

    /// <summary>Locks the folder, creating it if it is missing.</summary>
    /// <exception cref="CommandException">Another process holds the lock, or the folder cannot be written.</exception>
    public static DataFolderLock Take(string folder) => TryTake(folder)
        ?? throw new CommandException(
            $"The data folder {folder} is in use by another silo. Stop that one first, or choose another folder with --data.");

    /// <summary>Locks the folder; returns null if another process holds the lock.</summary>
    /// <exception cref="CommandException">The folder cannot be written.</exception>
    public static DataFolderLock? TryTake(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The data folder {folder} cannot be made: {fault.Message.TrimEnd('.')}. Choose another with --data.");
        }

        try
        {
            return new DataFolderLock(new FileStream(
                Path.Combine(folder, "silo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new CommandException($"The data folder {folder} cannot be written: {fault.Message.TrimEnd('.')}. Choose another with --data.");
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
