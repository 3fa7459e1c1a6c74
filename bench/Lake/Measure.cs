using System.Diagnostics;

namespace PatientFlow.Bench.Lake;

/// <summary>What some work took: by the clock, by the processor (of the whole process), and in memory.</summary>
/// <param name="Milliseconds">By the clock.</param>
/// <param name="CpuMilliseconds">User and system time of all threads; what other programs do hardly counts.</param>
/// <param name="AllocatedBytes">On the managed heap. What native code takes is not seen.</param>
internal readonly record struct Measure(double Milliseconds, double CpuMilliseconds, long AllocatedBytes)
{
    public static async Task<Measure> OfAsync(Func<Task> work)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        return new Measure(
            watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,
            GC.GetTotalAllocatedBytes() - bytes);
    }

    /// <summary>The median of each part by itself.</summary>
    public static Measure MedianOf(IReadOnlyList<Measure> all) => new(
        Median(all.Select(m => m.Milliseconds)), Median(all.Select(m => m.CpuMilliseconds)),
        (long)Median(all.Select(m => (double)m.AllocatedBytes)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
