using System.Globalization;
using System.Text;

namespace PatientFlow.EventLog;

/// <summary>
/// The file "format" at the root of a log: a few lines of text that never change, because they decide where each key
/// lies. Written last when a log is created; a folder without it holds no log yet.
/// </summary>
internal static class LogDescription
{
    public const string FileName = "format";
    private const int SizeBytesMax = 4096;

    public static void Write(IDisk disk, string folder, int partitions)
    {
        var temporary = Path.Combine(folder, FileName + ".tmp");
        using (var file = disk.Create(temporary))
        {
            file.Write(0, Encoding.ASCII.GetBytes(Text(partitions)));
            file.Sync();
        }

        disk.Rename(temporary, Path.Combine(folder, FileName));
        disk.SyncFolder(folder);
    }

    public static void Check(IDisk disk, string folder, int partitions)
    {
        var path = Path.Combine(folder, FileName);
        using var file = disk.OpenRead(path);
        var bytes = new byte[(int)Math.Min(file.Length, SizeBytesMax)];
        if (!file.TryReadExactly(0, bytes)) throw new EventLogDamagedException(path, 0, "the description is cut short");
        var text = Encoding.ASCII.GetString(bytes);
        if (text == Text(partitions)) return;

        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith("partitions=", StringComparison.Ordinal));
        if (line is not null && int.TryParse(line.AsSpan(11), CultureInfo.InvariantCulture, out var made)
            && text == Text(made))
            throw new EventLogMismatchException(
                $"the event log in '{folder}' was made with {made} partitions, not {partitions}");
        if (!text.StartsWith("PatientFlow event log\nversion=1\n", StringComparison.Ordinal)
            && text.StartsWith("PatientFlow event log\nversion=", StringComparison.Ordinal))
            throw new EventLogMismatchException($"the event log in '{folder}' has a format version other than 1");
        throw new EventLogDamagedException(path, 0, "the description is not what this program wrote");
    }

    /// <summary>How many partitions the log in a folder was made with.</summary>
    public static int ReadPartitions(IDisk disk, string folder)
    {
        var path = Path.Combine(folder, FileName);
        using var file = disk.OpenRead(path);
        var bytes = new byte[(int)Math.Min(file.Length, SizeBytesMax)];
        if (!file.TryReadExactly(0, bytes)) throw new EventLogDamagedException(path, 0, "the description is cut short");
        var line = Encoding.ASCII.GetString(bytes).Split('\n')
            .FirstOrDefault(l => l.StartsWith("partitions=", StringComparison.Ordinal));
        if (line is null || !int.TryParse(line.AsSpan(11), CultureInfo.InvariantCulture, out var partitions))
            throw new EventLogDamagedException(path, 0, "the description is not what this program wrote");
        Check(disk, folder, partitions);
        return partitions;
    }

    private static string Text(int partitions)
    {
        var lines = $"PatientFlow event log\nversion=1\npartitions={partitions}\nhash=xxh64\n";
        return lines + $"crc32c={Crc32C.Compute(0, Encoding.ASCII.GetBytes(lines)):x8}\n";
    }
}
