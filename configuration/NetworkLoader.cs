using PatientFlow.CommandLine;
using PatientFlow.Network;

namespace PatientFlow.Configuration;

/// <summary>Loads the network of a silo.</summary>
public static class NetworkLoader
{
    /// <summary>Reads the file, or returns the built-in network if none is named.</summary>
    /// <exception cref="CommandException">The file cannot be read or used.</exception>
    public static NetworkDefinition Load(string? file)
    {
        if (file is null) return NetworkDefinition.Seed();
        try
        {
            using var json = File.OpenRead(file);
            return NetworkDefinition.Read(json, file);
        }
        catch (NetworkFileException fault)
        {
            throw new CommandException(fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The network file {file} cannot be read: {fault.Message}");
        }
    }
}
