using System.Globalization;

namespace PatientFlow.Lake.Delta;

/// <summary>The names of the files of a log. Source: Delta protocol, "Delta Table Specification".</summary>
internal static class LogNames
{
    public const string Folder = "_delta_log";

    public const string LastCheckpoint = Folder + "/_last_checkpoint";

    private const int VersionDigits = 20;

    public static string Commit(long version) => $"{Folder}/{version:D20}.json";

    public static string Checkpoint(long version) => $"{Folder}/{version:D20}.checkpoint.parquet";

    /// <summary>Parses a name; returns null if it is not part of a log or is unknown here.</summary>
    public static LogName? Parse(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (path != $"{Folder}/{name}" || name.Length <= VersionDigits
            || !long.TryParse(name.AsSpan(0, VersionDigits), NumberStyles.None, null, out var version)) return null;
        var rest = name[VersionDigits..];
        if (rest == ".json") return new LogName(version, LogFileKind.Commit, 1, 1);
        var parts = rest.Split('.');
        return parts switch
        {
            ["", "checkpoint", "parquet"] => new LogName(version, LogFileKind.Checkpoint, 1, 1),
            ["", "checkpoint", var part, var of, "parquet"]
                when int.TryParse(part, NumberStyles.None, null, out var number)
                && int.TryParse(of, NumberStyles.None, null, out var count)
                && number >= 1 && number <= count => new LogName(version, LogFileKind.Checkpoint, number, count),
            ["", "checkpoint", _, "parquet" or "json"] => new LogName(version, LogFileKind.NamedCheckpoint, 1, 1),
            _ => null,
        };
    }
}
