using System.Text;
using PatientFlow.CommandLine;

namespace PatientFlow.Tools.Deid;

/// <summary>
/// The secret from which pseudonyms and shifts are derived. Whoever has it can tell whether a known patient is in the
/// data, so it is never stored beside the result.
/// </summary>
internal static class DeidKey
{
    /// <summary>Minimum length of a key in bytes: that of the hash.</summary>
    public const int BytesMin = 32;

    private const string KeyVariable = "PATIENTFLOW_DEID_KEY";

    /// <summary>Reads the key from a file, or from the variable if no file is named.</summary>
    /// <exception cref="CommandException">There is no key, or it is too short.</exception>
    public static byte[] Read(FileInfo? file)
    {
        if (file is { Exists: false }) throw new CommandException($"There is no key file {file.FullName}.");
        var text = file is null ? Environment.GetEnvironmentVariable(KeyVariable) : File.ReadAllText(file.FullName);
        var key = Encoding.UTF8.GetBytes(text?.Trim() ?? "");
        if (key.Length >= BytesMin) return key;
        throw new CommandException(
            key.Length == 0
                ? $"De-identifying needs a key: --key-file FILE, or {KeyVariable}."
                : $"The key has {key.Length} bytes; a key that cannot be guessed has at least {BytesMin}, at random.");
    }
}
