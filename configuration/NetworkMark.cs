using System.Security.Cryptography;
using System.Text.Json;
using PatientFlow.Network;

namespace PatientFlow.Configuration;

/// <summary>
/// Remembers in a data folder which network it was last run with. Another one is allowed, since hospitals open and close
/// wards, but whoever forgets <c>--network</c> should be told: departments that are not in the network vanish.
/// </summary>
public static class NetworkMark
{
    private const string FileName = "network.mark";

    /// <summary>Compares the network with that of the last run, and remembers it.</summary>
    /// <returns>What to tell the user; null if it is the same, or if this is the first run.</returns>
    /// <exception cref="IOException">The data folder cannot be read or written.</exception>
    public static string? Replace(FlowSettings settings, NetworkDefinition network)
    {
        var path = Path.Combine(settings.DataFolder, FileName);
        var before = File.Exists(path) ? File.ReadAllLines(path) : [];
        var hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(network)));
        if (before is [var same, ..] && same == hash) return null;
        File.WriteAllLines(path, [hash, network.Name]);
        return before is [_, var name, ..]
            ? $"The network is another one than at the last start: '{network.Name}', it was '{name}'. Departments and beds are now "
                + "those of the new one. Events that were cleaned before stay as they are, so ./run verify may find "
                + "differences. If that is not meant, stop and start with the --network of before."
            : null;
    }
}
