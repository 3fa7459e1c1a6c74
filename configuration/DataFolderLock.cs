using PatientFlow.CommandLine;

namespace PatientFlow.Configuration;

/// <summary>One silo a data folder: a second one would ingest and commit the same events (I-13).</summary>
public sealed class DataFolderLock : IDisposable
{
    private readonly FileStream file;

    private DataFolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the folder, which is made where it is missing.</summary>
    /// <exception cref="CommandException">Another process has it, or it cannot be written.</exception>
    public static DataFolderLock Take(string folder) => TryTake(folder)
        ?? throw new CommandException(
            $"The data folder {folder} is in use by another silo. Stop that one first, or choose another folder with --data.");

    /// <summary>Takes the folder; null where another process has it.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static DataFolderLock? TryTake(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The data folder {folder} cannot be made: {fault.Message}");
        }

        try
        {
            return new DataFolderLock(new FileStream(
                Path.Combine(folder, "silo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new CommandException($"The data folder {folder} cannot be written: {fault.Message}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
