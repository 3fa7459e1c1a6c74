using PatientFlow.Calls;
using PatientFlow.Network;

namespace PatientFlow.Places;

/// <summary>One bed: keeps the patients who claim it. <see cref="MovementRouter"/> decides when it is taken and freed.</summary>
[GrainType(GrainTypes.Bed)]
internal sealed class BedGrain(
    [PersistentState("claims")] IPersistentState<CensusState> storage, NetworkMap network) : Grain, IBedGrain
{
    // A bed has one patient at a time, for hours or days, so this covers weeks. All of them are written at every flush.
    private const int LeftMax = 32;

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

    public Task<BedView?> GetAsync() => Task.FromResult(
        network.FindBed(this.GetPrimaryKeyString()) is { } bed ? CensusRules.Bed(bed, census.Present) : null);
}
