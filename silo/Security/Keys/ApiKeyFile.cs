using System.Collections.Immutable;
using System.Text.Json;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Security.Keys;

/// <summary>
/// The keys of a silo, in a JSON file that only its owner may read. A silo looks whether it has changed at each request
/// with a key, so a revoked one is refused at once. Thread-safe.
/// </summary>
internal sealed class ApiKeyFile(string file)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
    };

    private readonly string path = System.IO.Path.GetFullPath(file);
    private readonly Lock gate = new();
    private (DateTime At, long Length) seen = (default, -1);
    private ImmutableArray<ApiKey> keys = [];

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Returns the keys, revoked ones too; none if there is no file.</summary>
    /// <exception cref="CommandException">It cannot be read, or is no such file.</exception>
    public ImmutableArray<ApiKey> Read()
    {
        lock (gate)
        {
            var found = new FileInfo(path);
            var now = found.Exists ? (found.LastWriteTimeUtc, found.Length) : (default, 0);
            if (now == seen) return keys;
            keys = found.Exists ? Parse() : [];
            seen = now;
            return keys;
        }
    }

    /// <summary>Replaces the keys in one step: whoever reads meanwhile sees the old ones or the new ones.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Write(ImmutableArray<ApiKey> changed)
    {
        var next = $"{path}.new";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? ".");
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var written = new FileStream(next, options))
            {
                JsonSerializer.Serialize(written, changed, Json);
                written.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The keys cannot be written to {path}: {fault.Message}");
        }
    }

    private ImmutableArray<ApiKey> Parse()
    {
        try
        {
            using var read = File.OpenRead(path);
            return [.. JsonSerializer.Deserialize<List<ApiKey>>(read, Json) ?? []];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException($"The keys in {path} cannot be read: {fault.Message}");
        }
    }
}
