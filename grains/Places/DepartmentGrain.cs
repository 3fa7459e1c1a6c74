using System.Collections.Immutable;
using PatientFlow.Calls;
using PatientFlow.Network;

namespace PatientFlow.Places;

/// <summary>One department: who is in it, and the state of its beds.</summary>
[GrainType(GrainTypes.Department)]
internal sealed class DepartmentGrain(
    [PersistentState("census")] IPersistentState<CensusState> storage, NetworkMap network) : Grain, IDepartmentGrain
{
    private const int LeftMax = 256;

    private readonly Census census = new(storage, LeftMax);

    public Task ApplyAsync(CensusBatch batch)
    {
        DelayDeactivation(Timeout.InfiniteTimeSpan); // Until it is stored, as for a patient.
        return census.Apply(batch);
    }

    public async Task FlushAsync(CensusFlush flush)
    {
        await census.FlushAsync(flush);
        DelayDeactivation(TimeSpan.Zero);
    }

    public Task<DepartmentCensus?> GetAsync() => Task.FromResult(
        network.Find(this.GetPrimaryKeyString()) is { } unit ? CensusRules.Department(unit, census.Present, census.Beds) : null);

    public Task<BedView?> GetBedAsync(string bedId) => Task.FromResult(
        network.FindBed(bedId) is { } bed && network.Find(this.GetPrimaryKeyString()) is { } unit && bed.DepartmentKey == unit.Key
            ? CensusRules.Bed(bed, census.Present, census.Beds.GetValueOrDefault(bed.BedId), unit.BedsAreCleaned)
            : null);

    public Task<ImmutableArray<BedView>> GetBedsAsync() => Task.FromResult(
        network.Find(this.GetPrimaryKeyString()) is { } unit ? CensusRules.Beds(unit, network, census.Present, census.Beds) : []);
}
