using Orleans.Runtime;
using PatientFlow.Beds;
using PatientFlow.Departments;
using PatientFlow.Network;
using PatientFlow.Occupancy;

namespace PatientFlow.Grains;

/// <summary>One bed: keeps who claims it.</summary>
internal sealed class BedGrain(
    [PersistentState("claims")] IPersistentState<CensusState> storage, NetworkMap network) : Grain, IBedGrain
{
    private readonly Census census = new(storage);

    public Task ApplyAsync(CensusBatch batch) => census.Apply(batch);

    public Task FlushAsync(CensusFlush flush) => census.FlushAsync(flush);

    public Task<BedView?> GetAsync() => Task.FromResult(
        network.FindBed(this.GetPrimaryKeyString()) is { } bed ? CensusRules.Bed(bed, census.Present) : null);
}
