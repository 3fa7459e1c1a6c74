using System.Globalization;

namespace PatientFlow.Tests.Support;

/// <summary>Ports on which a process listens, as the kernel knows them (Linux, proc(5): /proc/net/tcp and /proc/PID/fd).</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    /// <summary>The ports, each once.</summary>
    public static IReadOnlySet<int> Of(int processId)
    {
        var own = new DirectoryInfo($"/proc/{processId}/fd").EnumerateFiles()
            .Select(f => f.LinkTarget).OfType<string>()
            .Where(l => l.StartsWith("socket:[", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return File.ReadLines("/proc/net/tcp").Skip(1).Concat(File.ReadLines("/proc/net/tcp6").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f[3] == Listening && own.Contains($"socket:[{f[9]}]"))
            .Select(f => int.Parse(f[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToHashSet();
    }
}
