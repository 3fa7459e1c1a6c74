using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Tools.Verify;

namespace PatientFlow.Tests.Cluster;

/// <summary>What the grains of a running cluster answer, once the lake holds all that they know.</summary>
internal sealed class LiveGrains(IGrainFactory grains) : ILiveState
{
    public Task<PatientSnapshot?> PatientAsync(string patient, int partition, long offset) =>
        grains.GetGrain<IPatientGrain>(patient).GetAsync();

    public async Task<IEnumerable<string>> DepartmentAsync(string key) =>
        (await grains.GetGrain<IDepartmentGrain>(key).GetAsync())?.Patients.Select(p => p.PatientId) ?? [];

    public async Task<IEnumerable<string>> BedAsync(string bed) =>
        await grains.GetGrain<IBedGrain>(bed).GetAsync() is { } view
            ? view.Conflicts.Select(c => c.PatientId).Concat(view.Occupant is { } occupant ? [occupant.PatientId] : [])
            : [];
}
