using System.Globalization;
using System.Runtime.InteropServices;

namespace PatientFlow.Flow.Bench;

/// <summary>The machine that is measured on, and how busy it is.</summary>
/// <param name="Time">When it was looked at, UTC.</param>
/// <param name="Load">Load average of the last minute; null where the system does not tell.</param>
internal sealed record Machine(DateTime Time, double? Load)
{
    private const string LoadFile = "/proc/loadavg";
    private const string ProcessorFile = "/proc/cpuinfo";

    public static Machine Now() => new(
        TimeProvider.System.GetUtcNow().UtcDateTime,
        File.Exists(LoadFile) ? double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture) : null);

    /// <summary>A warning where others use the machine, so that figures say little.</summary>
    public string? Warning => Load > Environment.ProcessorCount / 2.0
        ? $"The machine is busy (load average {Load} on {Environment.ProcessorCount} cores): compare within this run only."
        : null;

    public override string ToString() =>
        $"{Time:yyyy-MM-dd HH:mm} UTC, {Processor()}, {Environment.ProcessorCount} cores, "
        + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB, {RuntimeInformation.FrameworkDescription}";

    private static string Processor() => File.Exists(ProcessorFile)
        && File.ReadLines(ProcessorFile).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
        : RuntimeInformation.ProcessArchitecture.ToString();
}
