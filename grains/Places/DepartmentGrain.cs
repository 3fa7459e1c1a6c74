using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PatientFlow.Calls;
using PatientFlow.Network;

namespace PatientFlow.Places;

/// <summary>One department: who is in it, and the state of its beds.</summary>
[GrainType(GrainTypes.Department)]
internal sealed class DepartmentGrain(
    [PersistentState("census")] IPersistentState<CensusState> storage, NetworkMap network, TimeProvider time,
    ILogger<DepartmentGrain> log) : Grain, IDepartmentGrain
{
    private const int LeftMax = 256;

    private readonly Census census = new(storage, LeftMax);
    private DepartmentWatchers? watchers;

    public Task ApplyAsync(CensusBatch batch)
    {
        DelayDeactivation(Timeout.InfiniteTimeSpan); // Until it is stored, as for a patient.
        census.Apply(batch);
        watchers?.Changed();
        return Task.CompletedTask;
    }

    public async Task FlushAsync(CensusFlush flush)
    {
        await census.FlushAsync(flush);
        DelayDeactivation(TimeSpan.Zero);
    }

    public Task<DepartmentCensus?> GetAsync() => Task.FromResult(
        network.Find(this.GetPrimaryKeyString()) is { } unit ? CensusRules.Department(unit, census.Present, census.Beds) : null);

    public Task<DepartmentSight?> WatchAsync(IDepartmentWatcher watcher)
    {
        watchers ??= new DepartmentWatchers(this, Look, time, log);
        watchers.Add(watcher);
        return Task.FromResult(Look());
    }

    public Task<BedView?> GetBedAsync(string bedId) => Task.FromResult(
        network.FindBed(bedId) is { } bed && network.Find(this.GetPrimaryKeyString()) is { } unit && bed.DepartmentKey == unit.Key
            ? CensusRules.Bed(bed, census.Present, census.Beds.GetValueOrDefault(bed.BedId), unit.BedsAreCleaned)
            : null);

    public Task<ImmutableArray<BedView>> GetBedsAsync() => Task.FromResult(
        network.Find(this.GetPrimaryKeyString()) is { } unit ? CensusRules.Beds(unit, network, census.Present, census.Beds) : []);

    private DepartmentSight? Look() => network.Find(this.GetPrimaryKeyString()) is { } unit
        ? new DepartmentSight
        {
            Census = CensusRules.Department(unit, census.Present, census.Beds),
            Beds = CensusRules.Beds(unit, network, census.Present, census.Beds),
        }
        : null;
}
