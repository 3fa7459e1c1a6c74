using PatientFlow.Kpi;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Places;

public sealed class CensusRulesTests
{
    [Fact]
    public void A_department_counts_its_patients_by_gender_and_those_without_a_bed()
    {
        var census = Of("H3-ICU", [Patient("P2", "Male"), Patient("P1", "Female", bed: null), Patient("P3", null)]);

        Assert.Equal(("H3-ICU", 3, "MHA Riverside General", "ICU", 20), (census.Key, census.HospitalId, census.HospitalName, census.Department, census.Capacity));
        Assert.Equal((3, 1, 15.0, 0), (census.Occupancy, census.WithoutBed, OccupancyKpi.OfBeds(census.Occupancy, census.Capacity), census.OverCapacity));
        Assert.Equal("{\"Female\":1,\"Male\":1,\"Unknown\":1}", PatientRun.Text(census.ByGender));
        Assert.Equal(["P1", "P2", "P3"], census.Patients.Select(p => p.PatientId));
    }

    [Fact]
    public void An_empty_department_is_empty()
    {
        var census = Of("H7-CAR", []);

        Assert.Equal((0, 0, 0.0, 0), (census.Occupancy, census.WithoutBed, OccupancyKpi.OfBeds(census.Occupancy, census.Capacity), census.OverCapacity));
        Assert.Empty(census.ByGender);
    }

    [Fact]
    public void Patients_beyond_the_staffed_beds_are_counted_and_reported()
    {
        var census = Of("H3-ICU", [.. Enumerable.Range(0, 23).Select(i => Patient($"P{i}", "Male"))]);

        Assert.Equal((23, 3, 115.0), (census.Occupancy, census.OverCapacity, OccupancyKpi.OfBeds(census.Occupancy, census.Capacity)));
    }

    [Fact]
    public void A_bed_is_free_occupied_or_in_conflict_and_keeps_the_later_one()
    {
        var bed = Must.Have(Networks.Seed.FindBed("H3-ICU-7"));
        var early = Patient("P1", "Male", since: "08:00", sequence: 9);
        var late = Patient("P2", "Male", since: "09:00", sequence: 1);

        Assert.Equal("free", Bed(bed, []).Status);
        Assert.Null(Bed(bed, []).Occupant);
        Assert.Equal(("occupied", early), (Bed(bed, [early]).Status, Bed(bed, [early]).Occupant));
        foreach (var claims in new CensusChange[][] { [early, late], [late, early] })
        {
            var view = Bed(bed, claims);
            Assert.Equal(("conflict", late, "H3-ICU"), (view.Status, view.Occupant, view.DepartmentKey));
            Assert.Equal([early], view.Conflicts);
        }

        Assert.Equal("free", Bed(bed, [Patient("P3", null, bed: "H3-ICU-8"), Patient("P4", null, bed: null)]).Status);
    }

    [Fact]
    public void Claims_of_the_same_time_are_ordered_the_same_way_every_time()
    {
        var bed = Must.Have(Networks.Seed.FindBed("H3-ICU-7"));
        CensusChange[] claims = [Patient("P1", null), Patient("P2", null), Patient("P3", null, sequence: 2)];
        var expected = Bed(bed, claims);

        Assert.Equal("P3", expected.Occupant?.PatientId);
        Assert.Equal(["P1", "P2"], expected.Conflicts.Select(c => c.PatientId));
        Assert.Equal(PatientRun.Text(expected), PatientRun.Text(Bed(bed, [.. claims.Reverse()])));
    }

    [Fact]
    public void The_beds_in_conflict_are_those_that_several_patients_claim_with_the_occupant_first()
    {
        CensusChange[] present =
        [
            Patient("P1", null, since: "08:00"), Patient("P2", null, since: "09:00"), Patient("P3", null, bed: "H3-ICU-8"),
            Patient("P4", null, bed: null), Patient("P5", null, bed: null), Patient("P6", null, bed: "H3-ICU-1"),
            Patient("P7", null, bed: "H3-ICU-1", sequence: 2),
        ];
        var conflicts = CensusRules.Conflicts(present);

        Assert.Equal(
            ["H3-ICU-1: P7 P6", "H3-ICU-7: P2 P1"],
            conflicts.Select(c => $"{c.BedId}: {string.Join(' ', c.Claims.Select(p => p.PatientId))}"));
        Assert.All(conflicts, c => Assert.Equal(
            c.Claims[0], Bed(Must.Have(Networks.Seed.FindBed(c.BedId)), c.Claims).Occupant));
    }

    private static DepartmentCensus Of(string key, IReadOnlyCollection<CensusChange> present) =>
        CensusRules.Department(Must.Have(Networks.Seed.Find(key)), present, new Dictionary<string, BedRecord>());

    private static BedView Bed(BedAddress bed, IReadOnlyCollection<CensusChange> present) =>
        CensusRules.Bed(bed, present, record: null, isCleaned: false);

    private static CensusChange Patient(
        string id, string? gender, string? bed = "H3-ICU-7", string since = "08:00", long sequence = 1) => new()
        {
            PatientId = id, Sequence = sequence, Present = true, Since = SentEvent.Time(since), Gender = gender, BedId = bed,
        };
}
