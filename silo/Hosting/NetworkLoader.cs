using PatientFlow.Network;

namespace PatientFlow.Silo.Hosting;

/// <summary>Finds the network of a silo.</summary>
internal static class NetworkLoader
{
    /// <summary>Reads the file; the built-in network where none is named.</summary>
    /// <exception cref="CommandFailure">The file cannot be read or used.</exception>
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
            throw new CommandFailure(fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"The network file {file} cannot be read: {fault.Message}");
        }
    }
}
