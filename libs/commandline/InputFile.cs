namespace PatientFlow.CommandLine;

/// <summary>The file or stream that <c>--input</c> names.</summary>
public static class InputFile
{
    /// <summary>Opens it for reading, also while another program writes it; <c>-</c> is standard input.</summary>
    /// <param name="name">As the user gave it.</param>
    /// <param name="expected">What it should hold, for a user who names a wrong one.</param>
    /// <param name="standardInput">Opens standard input.</param>
    /// <exception cref="CommandException">There is no such file, or it cannot be read.</exception>
    public static Stream Open(string name, string expected, Func<Stream> standardInput)
    {
        if (name == "-") return standardInput();
        if (Directory.Exists(name))
            throw new CommandException($"--input {name} is a folder. Give one file.{Environment.NewLine}{expected}");
        try
        {
            return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new CommandException(
                $"--input {name}: there is no such file, seen from {Directory.GetCurrentDirectory()}.{Environment.NewLine}{expected}");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"--input {name} cannot be read: this user has no right to.");
        }
        catch (IOException fault)
        {
            throw new CommandException($"--input {name} cannot be read: {fault.Message}");
        }
    }
}
