using PatientFlow.Calls;
using PatientFlow.Network;

namespace PatientFlow.Places;

/// <summary>
/// One bed. A bed is only ever claimed by patients of its department (<see cref="Patients.PlaceRules"/>), so the
/// department's census says who is in it; telling each bed as well cost two calls a movement.
/// </summary>
[GrainType(GrainTypes.Bed)]
internal sealed class BedGrain(NetworkMap network) : Grain, IBedGrain
{
    public Task ApplyAsync(CensusBatch batch) => Task.CompletedTask;

    public Task FlushAsync(CensusFlush flush) => Task.CompletedTask;

    public Task<BedView?> GetAsync() => network.FindBed(this.GetPrimaryKeyString()) is { } bed
        ? GrainFactory.GetGrain<IDepartmentGrain>(bed.DepartmentKey).GetBedAsync(bed.BedId)
        : Task.FromResult<BedView?>(null);
}
