using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Tools.Verify;

namespace PatientFlow.Tests.Cluster;

/// <summary>What the grains of a running cluster answer, once the lake holds all that they know.</summary>
internal sealed class LiveGrains(IGrainFactory grains) : ILiveState
{
    public Task<PatientSnapshot?> PatientAsync(string patient, int partition, long offset) =>
        grains.GetGrain<IPatientGrain>(patient).GetAsync();

    public async Task<IReadOnlyCollection<CensusChange>> PresentAsync(string department) =>
        (await grains.GetGrain<IDepartmentGrain>(department).GetAsync())?.Patients ?? [];

    public async Task<IReadOnlyList<BedView>> BedsAsync(DepartmentUnit unit) =>
        await grains.GetGrain<IDepartmentGrain>(unit.Key).GetBedsAsync();
}
