using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Places;

public sealed class MovementRouterTests
{
    [Fact]
    public void A_transfer_leaves_one_department_and_enters_another() =>
        Is([("H3-ICU", false, "H3-ICU-7"), ("H3-SUR", true, "H3-SUR-1")], At("H3-ICU-7"), At("H3-SUR-1"));

    [Fact]
    public void An_admission_enters() =>
        Is([("H3-ICU", true, "H3-ICU-7")], null, At("H3-ICU-7"));

    [Fact]
    public void A_discharge_leaves() =>
        Is([("H3-ICU", false, "H3-ICU-7")], At("H3-ICU-7"), null);

    [Fact]
    public void Within_a_department_the_new_bed_is_told() =>
        Is([("H3-ICU", true, "H3-ICU-8")], At("H3-ICU-7"), At("H3-ICU-8"));

    [Fact]
    public void The_same_place_is_told_again() =>
        Is([("H3-ICU", true, "H3-ICU-7")], At("H3-ICU-7"), At("H3-ICU-7"));

    [Fact]
    public void Without_a_bed_departments_are_told_all_the_same() =>
        Is(
            [("H3-ICU", false, null), ("H3-SUR", true, null)],
            At("H3-ICU-7") with { BedId = null }, At("H3-SUR-1") with { BedId = null });

    [Fact]
    public void A_place_that_is_unknown_is_told_to_nobody() => Is([], null, new Place { Department = "Attic" });

    [Fact]
    public void I_04_occupancy_of_every_department_is_the_open_stays_located_there() =>
        Gens.ForScripts(50, steps =>
        {
            var patients = Enumerable.Range(0, 6).Select(p => new PatientRun()).ToArray();
            var wards = new Wards();
            for (var p = 0; p < patients.Length; p++)
            {
                foreach (var e in RandomPatient.Events([.. steps.Select(s => s + (p * 1000))], patient: $"P{p}")) patients[p].Apply(e);
                wards.Tell($"P{p}", patients[p].Movements);
            }

            string[] Stays(Func<Place, string?> key, string place) => [.. patients.Index()
                .Where(p => p.Item.Snapshot.OpenStay is { } stay && key(stay.Place) == place).Select(p => $"P{p.Index}")];
            foreach (var key in Networks.Seed.Units.Select(u => u.Key))
                Assert.Equal(Stays(p => p.DepartmentKey, key), Wards.In(wards.Departments, key));
            foreach (var bed in Networks.Seed.Units.SelectMany(u => Enumerable.Range(1, u.Capacity).Select(n => $"{u.Key}-{n}")))
                Assert.Equal(Stays(p => p.BedId, bed), wards.InBed(bed));
        });

    private static Place At(string bedId) => Must.Have(new PatientRun().Then(SentEvent.Admission().In(bedId)).Stay).Place;

    private static void Is((string Key, bool Present, string? Bed)[] departments, Place? from, Place? to)
    {
        var movement = new Movement { Sequence = 4, From = from, To = to, Since = SentEvent.Time("10:00"), Gender = "Male" };
        var told = new List<(string, CensusChange)>();
        MovementRouter.Route("P1", movement, (key, c) => told.Add((key, c)));

        CensusChange Change(bool present, string? bed) => new()
        {
            PatientId = "P1", Sequence = 4, Present = present, Since = movement.Since, Gender = "Male", BedId = bed,
        };
        Assert.Equal(departments.Select(d => (d.Key, Change(d.Present, d.Bed))), told);
    }
}
