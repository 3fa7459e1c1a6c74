using PatientFlow.CommandLine;
using PatientFlow.Lakehouse.Delta;

namespace PatientFlow.Configuration;

/// <summary>Finds out at the start whether a lake in a folder can be written.</summary>
public static class LakeFolder
{
    private const string Trial = ".trial";

    /// <summary>Makes the folder if it is missing. A lake in Azure says by itself what it refuses.</summary>
    /// <param name="root">Root of the lake.</param>
    /// <exception cref="CommandException">The folder cannot be made or written.</exception>
    public static void AssertWritable(string root)
    {
        var address = LakeAddress.Parse(root);
        if (!address.IsFolder) return;
        try
        {
            Directory.CreateDirectory(address.Text);
            using var trial = new FileStream(
                Path.Combine(address.Text, Trial), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"The lake {address.Text} cannot be written: {fault.Message.TrimEnd('.')}. Make it writable, or choose another with --lake.");
        }
    }
}
