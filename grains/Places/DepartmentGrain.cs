using PatientFlow.Calls;
using PatientFlow.Network;

namespace PatientFlow.Places;

/// <summary>One department: counts its patients.</summary>
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
        network.Find(this.GetPrimaryKeyString()) is { } unit ? CensusRules.Department(unit, census.Present) : null);

    public Task<BedView?> GetBedAsync(string bedId) => Task.FromResult(
        network.FindBed(bedId) is { } bed && bed.DepartmentKey == this.GetPrimaryKeyString()
            ? CensusRules.Bed(bed, census.Present)
            : null);
}
