using System.Collections.Concurrent;
using Orleans.Storage;
using Strangers;

namespace PatientFlow.Tests.Cluster;

/// <summary>A store that fails in every way, and says of whose state in every place where a fault can say something.</summary>
internal sealed class TalkativeStore : IGrainStorage
{
    private const int Ways = 5;

    private readonly StateStore store = new();
    private readonly ConcurrentDictionary<int, int> failures = new();
    private int calls;

    /// <summary>Whether patients' states fail now; one call of three.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether it has failed in each way at least so often.</summary>
    public bool HasFailed(int times) => Enumerable.Range(0, Ways).All(way => failures.GetValueOrDefault(way) >= times);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await FailAsync(grainId);
        await store.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await FailAsync(grainId);
        await store.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        store.ClearStateAsync(stateName, grainId, grainState);

    private async Task FailAsync(GrainId grain)
    {
        if (!Fails || !grain.ToString().StartsWith("patient/", StringComparison.Ordinal)) return;
        var call = Interlocked.Increment(ref calls);
        if (call % 3 != 0) return;
        var way = call / 3 % Ways;

        // Of the slow ones two are enough: each costs more than the time in which a call must be answered.
        if (way == 4 && failures.GetValueOrDefault(way) >= 2) way = 0;
        failures.AddOrUpdate(way, 1, (_, n) => n + 1);
        switch (way)
        {
            case 0: throw new InvalidOperationException($"The state of {grain} is away", new IOException($"no blob {grain}"));
            case 1: throw new AggregateException($"Two of {grain}", new IOException($"one {grain}"), new TimeoutException($"other {grain}"));
            case 2: throw new StrangeFault(grain);
            case 3: throw new InconsistentStateException($"{grain} was written by somebody else", $"{grain}", $"{grain}");
            default: await Task.Delay(TimeSpan.FromSeconds(7)); break;
        }
    }
}
