using System.Globalization;

namespace PatientFlow.Bench.Gold;

/// <summary>
/// CPU time and allocated bytes by stage. CPU time is that of the whole process, so that a busy machine changes little
/// and the collector's work is counted where it is caused.
/// </summary>
internal sealed class StageCosts
{
    private readonly Dictionary<string, (TimeSpan Cpu, long Bytes)> stages = [];

    public void Measure(string stage, Action work)
    {
        var (cpu, bytes) = Now();
        work();
        Add(stage, cpu, bytes);
    }

    public async Task<T> MeasureAsync<T>(string stage, Func<Task<T>> work)
    {
        var (cpu, bytes) = Now();
        var result = await work();
        Add(stage, cpu, bytes);
        return result;
    }

    public void Print(int events)
    {
        Console.WriteLine("| stage | µs an event | bytes an event |");
        Console.WriteLine("|---|---|---|");
        foreach (var (stage, cost) in stages.Append(new("all", Sum()))) Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {stage} | {cost.Cpu.TotalMicroseconds / events:F2} | {(double)cost.Bytes / events:F0} |"));
    }

    private (TimeSpan Cpu, long Bytes) Sum() =>
        stages.Values.Aggregate((Cpu: TimeSpan.Zero, Bytes: 0L), (sum, cost) => (sum.Cpu + cost.Cpu, sum.Bytes + cost.Bytes));

    private void Add(string stage, TimeSpan cpu, long bytes)
    {
        var now = Now();
        var held = stages.GetValueOrDefault(stage);
        stages[stage] = (held.Cpu + now.Cpu - cpu, held.Bytes + now.Bytes - bytes);
    }

    private static (TimeSpan Cpu, long Bytes) Now() =>
        (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
}
