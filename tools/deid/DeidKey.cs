using System.Text;
using PatientFlow.CommandLine;

namespace PatientFlow.Tools.Deid;

/// <summary>
/// The secret that pseudonyms and shifts come from. Whoever has it can tell whether a known patient is in the data; it
/// never stands beside what it made.
/// </summary>
internal static class DeidKey
{
    /// <summary>Bytes that a key has at least: those of the hash.</summary>
    public const int BytesMin = 32;

    private const string KeyVariable = "PATIENTFLOW_DEID_KEY";

    /// <summary>Reads the key from a file, or where none is named from the variable.</summary>
    /// <exception cref="CommandException">There is none, or it is too short.</exception>
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
