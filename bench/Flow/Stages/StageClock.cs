using System.Diagnostics;

namespace PatientFlow.Flow.Bench;

/// <summary>Adds up what each stage took. Owned by: one repetition, which runs one stage at a time.</summary>
internal sealed class StageClock
{
    private readonly Dictionary<string, Spent> stages = [];

    /// <summary>The stages in the order in which they first ran.</summary>
    public IEnumerable<string> Names => stages.Keys;

    /// <summary>What a stage took so far.</summary>
    public Spent this[string stage] => stages[stage];

    /// <summary>Runs a part of a stage.</summary>
    public T Measure<T>(string stage, Func<T> work)
    {
        var began = Now();
        var result = work();
        Add(stage, began);
        return result;
    }

    /// <summary>Runs a part of a stage that waits, for a disk.</summary>
    public async Task<T> MeasureAsync<T>(string stage, Func<Task<T>> work)
    {
        var began = Now();
        var result = await work();
        Add(stage, began);
        return result;
    }

    private void Add(string stage, Spent began)
    {
        var now = Now();
        var before = stages.GetValueOrDefault(stage);
        stages[stage] = new Spent(
            before.Elapsed + (now.Elapsed - began.Elapsed),
            before.Processor + (now.Processor - began.Processor),
            before.Bytes + (now.Bytes - began.Bytes));
    }

    private static Spent Now() => new(
        Stopwatch.GetElapsedTime(0), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));

    /// <summary>What something took.</summary>
    /// <param name="Elapsed">On the wall.</param>
    /// <param name="Processor">Of all cores, the garbage collector's included.</param>
    /// <param name="Bytes">Allocated.</param>
    public readonly record struct Spent(TimeSpan Elapsed, TimeSpan Processor, long Bytes);
}
