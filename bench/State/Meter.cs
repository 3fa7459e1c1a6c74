using System.Diagnostics;

namespace PatientFlow.State.Bench;

/// <summary>Times something and says what it took of the processors.</summary>
internal static class Meter
{
    public static async Task MeasureAsync(string what, int count, Func<Task> work)
    {
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        await work();
        var (elapsed, used) = (watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        Console.WriteLine(
            $"{what,-58} {count / elapsed.TotalSeconds,12:N0} /s {used.TotalMicroseconds / count,8:N2} µs of CPU each "
            + $"{(GC.GetTotalAllocatedBytes() - allocated) / (double)count,8:N0} B allocated");
    }
}
