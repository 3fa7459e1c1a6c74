using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Tools.Verify;

namespace PatientFlow.Tests;

/// <summary>What the grains must answer: the plain fold of the log.</summary>
internal static class LiveState
{
    private static readonly string[] Departments = ["H1-EME", "H1-SUR", "H2-ICU", "H2-CAR", "H1-ICU"];
    private static readonly string[] Beds = ["H1-EME-1", "H1-SUR-2", "H2-ICU-3", "H2-CAR-4"];

    public static async Task EqualAsync(IGrainFactory grains, Recomputation fold)
    {
        var patients = fold.Patients;
        foreach (var (key, expected) in patients)
        {
            var live = await grains.GetGrain<IPatientGrain>(key).GetAsync();
            Assert.Equal(expected.Sequence, live?.Sequence ?? 0);
            Assert.Equal(expected.Stays, live?.Stays ?? []);
            Assert.Equal(expected.Versions, live?.Versions ?? []);
        }

        var admitted = patients.Where(p => p.Value.OpenStay is not null).ToList();
        var open = admitted.ToLookup(p => p.Value.OpenStay?.Place.DepartmentKey, p => p.Key);
        foreach (var department in Departments)
        {
            var census = await grains.GetGrain<IDepartmentGrain>(department).GetAsync();
            Assert.Equal(open[department].Order(), census?.Patients.Select(p => p.PatientId));
        }

        var inBeds = admitted.ToLookup(p => p.Value.OpenStay?.Place.BedId, p => p.Key);
        foreach (var bed in Beds)
        {
            var view = await grains.GetGrain<IBedGrain>(bed).GetAsync();
            var claims = view?.Conflicts.Select(c => c.PatientId).ToList() ?? [];
            if (view?.Occupant is { } occupant) claims.Add(occupant.PatientId);
            Assert.Equal(inBeds[bed].Order(), claims.Order());
            if (claims.Count == 0)
                Assert.Equal(BedStateRules.Empty(fold.Beds.Beds.GetValueOrDefault(bed), isCleaned: false), view?.State);
        }
    }
}
