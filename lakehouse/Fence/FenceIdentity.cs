namespace PatientFlow.Lakehouse.Fence;

/// <summary>Identity of a silo at the fence of its lake, and of the log whose offsets it brings.</summary>
/// <param name="Holder">
/// The data folder and where it lies. One silo a folder is what its lock file holds, so a silo that finds itself named
/// as the holder is the next run of one that died.
/// </param>
/// <param name="Source">Name of a topic or hub; for our own log an id, because a new log starts at offset 0.</param>
/// <param name="SourceName">Name of the source for people.</param>
public sealed record FenceIdentity(string Holder, string Source, string SourceName)
{
    /// <summary>Reads the ids of a data folder and its log, and creates the missing ones.</summary>
    /// <param name="dataFolder">The folder of the silo.</param>
    /// <param name="hub">The Event Hub that feeds it; null for another source.</param>
    /// <param name="topic">The topic that feeds it; null for another source.</param>
    /// <param name="logFolder">Folder of its own log, if neither feeds it.</param>
    public static FenceIdentity Of(string dataFolder, string? hub, string? topic, string logFolder)
    {
        var holder = $"{Environment.MachineName}, {dataFolder} ({Id(dataFolder, "silo.id")})";
        if (hub is not null) return new FenceIdentity(holder, $"hub:{hub}", $"the hub {hub}");
        if (topic is not null) return new FenceIdentity(holder, $"topic:{topic}", $"the topic {topic}");
        var log = Id(logFolder, "log.id");
        return new FenceIdentity(holder, $"log:{log}", $"the event log {log}");
    }

    private static string Id(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        if (File.Exists(path) && Guid.TryParse(File.ReadAllText(path), out var known)) return known.ToString();
        var id = Guid.NewGuid().ToString();
        File.WriteAllText(path + ".new", id);
        File.Move(path + ".new", path, overwrite: true);
        return id;
    }
}
