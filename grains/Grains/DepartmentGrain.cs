using Orleans.Runtime;
using PatientFlow.Departments;
using PatientFlow.Network;
using PatientFlow.Occupancy;

namespace PatientFlow.Grains;

/// <summary>One department: counts the patients who are there.</summary>
internal sealed class DepartmentGrain(
    [PersistentState("census")] IPersistentState<CensusState> storage, NetworkMap network) : Grain, IDepartmentGrain
{
    private readonly Census census = new(storage);

    public Task ApplyAsync(CensusBatch batch) => census.Apply(batch);

    public Task FlushAsync(CensusFlush flush) => census.FlushAsync(flush);

    public Task<DepartmentCensus?> GetAsync() => Task.FromResult(
        network.Find(this.GetPrimaryKeyString()) is { } unit ? CensusRules.Department(unit, census.Present) : null);
}
