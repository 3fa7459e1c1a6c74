using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Simulator.Events;

namespace PatientFlow.Tests.Simulator;

/// <summary>The default world behaves as a hospital network does, in what the seed could not.</summary>
public sealed class HospitalWorldTests
{
    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void EveryStep_KeepsOnePatientABed_OrderAndSequence(int seed, bool clean)
    {
        var network = NetworkDefinition.Seed();
        var settings = clean ? Streams.Clean((ulong)seed) : Streams.Settings((ulong)seed);
        var ledger = new BedLedger(network, clean);
        foreach (var happened in settings.Take(200_000)) ledger.Apply(happened);
        Assert.InRange(ledger.Occupied, 1, ledger.Capacity);
        Assert.True(ledger.Readmissions > 1_000);
    }

    [Fact]
    public void Winter_NeverExceedsCapacity_AndFillsMoreBeds()
    {
        static int Occupied(DateTime start)
        {
            var network = NetworkDefinition.Seed();
            var ledger = new BedLedger(network, clean: true);
            foreach (var happened in (Streams.Clean(9) with { Start = start }).Take(40_000)) ledger.Apply(happened);
            return ledger.Occupied;
        }

        var summer = Occupied(new DateTime(2025, 7, 7, 0, 0, 0, DateTimeKind.Utc));
        var winter = Occupied(new DateTime(2025, 12, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.True(winter > summer, $"{winter} in winter, {summer} in summer");
    }

    [Theory]
    [InlineData(7, 20_000)]
    [InlineData(1, 60_000)]
    public void Occupancy_AtTheEnd_IsThatOfAHospital_InEveryDepartment(int seed, int events)
    {
        var network = NetworkDefinition.Seed();
        var ledger = new BedLedger(network, clean: true);
        foreach (var happened in Streams.Clean((ulong)seed).Take(events)) ledger.Apply(happened);

        var capacity = BedLedger.Beds(network).CountBy(Ward).ToDictionary();
        var occupied = ledger.OccupiedBeds.CountBy(Ward).ToDictionary();
        Assert.All(capacity, ward =>
            Assert.InRange((double)occupied.GetValueOrDefault(ward.Key) / ward.Value, 0.60, 0.97));
        Assert.InRange((double)ledger.Occupied / ledger.Capacity, 0.70, 0.90);
    }

    [Fact]
    public void LengthOfStay_OnAverage_IsTheDepartments()
    {
        var average = Discharges(Streams.Clean(3).Take(150_000))
            .GroupBy(e => e.Department ?? "")
            .ToDictionary(g => g.Key, g => (double)(g.Average(e => e.LengthOfStayHours) ?? 0));
        Assert.All(NetworkDefinition.Seed().Departments, department =>
            Assert.InRange(average[department.Name] / department.AverageStayHours, 0.85, 1.15));
    }

    [Fact]
    public void Patients_FitTheirDepartment()
    {
        foreach (var e in Streams.Clean(4).Take(50_000).Where(e => e.Kind is EventKind.Admission))
        {
            Assert.InRange(e.Age ?? -1, 0, 110);
            switch (e.Department)
            {
                case "Maternity":
                    Assert.Equal("Female", e.Gender);
                    Assert.InRange(e.Age ?? -1, 16, 46);
                    break;
                case "Pediatrics": Assert.InRange(e.Age ?? -1, 0, 17); break;
                case not "Emergency": Assert.InRange(e.Age ?? -1, 18, 110); break;
            }

            if (e.DiagnosisCode == "C61-Prostate Cancer") Assert.Equal("Male", e.Gender);
        }
    }

    [Fact]
    public void People_KeepTheirGender_AndChangeAgeAndInsurance()
    {
        var known = Streams.Clean(5).Take(400_000).Where(e => e.Gender is not null).GroupBy(e => e.PatientId)
            .Select(person => person.ToArray()).ToArray();
        Assert.All(known, person => Assert.Single(person.Select(e => e.Gender).Distinct()));
        Assert.All(known, person => Assert.All(
            person.Zip(person.Skip(1)), pair => Assert.InRange((pair.Second.Age - pair.First.Age) ?? -1, 0, 1)));
        Assert.True(known.Count(person => person.Select(e => e.Age).Distinct().Count() > 1) > 100);
        Assert.True(known.Count(person => person.Select(e => e.InsuranceType).Distinct().Count() > 1) > 500);
    }

    [Fact]
    public void Transfers_LeadFromEmergencyAndIntensiveCare_ToWards()
    {
        var places = new Dictionary<Guid, string>();
        var moves = new Dictionary<(string From, string To), int>();
        foreach (var e in Streams.Clean(6).Take(50_000))
        {
            if (e.Department is not { } department) continue;
            if (e.Kind is EventKind.Transfer)
            {
                var move = (places[e.PatientId], department);
                moves[move] = moves.GetValueOrDefault(move) + 1;
            }

            places[e.PatientId] = department;
        }

        Assert.True(moves[("Emergency", "Surgery")] > 100);
        Assert.True(moves[("Emergency", "ICU")] > 50);
        Assert.True(moves[("ICU", "Cardiology")] > 20);
        Assert.DoesNotContain(moves.Keys, move => move.To is "Emergency" or "Maternity" || move.From is "Maternity");
    }

    [Fact]
    public void Stays_HaveVitals_Updates_AndDeaths()
    {
        var events = Streams.Clean(10).Take(20_000).ToArray();
        Assert.True(events.Count(e => e.Kind is EventKind.Vitals) > 1_000);
        Assert.True(events.Count(e => e.Kind is EventKind.Update) > 50);
        Assert.True(events.Count(e => e.DischargeStatus == "Deceased") > 50);
    }

    [Theory]
    [InlineData("two")]
    [InlineData("one")]
    [InlineData("many")]
    public void OtherNetworks_WorkTheSame(string name)
    {
        var network = name switch
        {
            "two" => Networks.TwoHospitals(),
            "one" => Networks.OneBed(),
            _ => Networks.Many(hospitals: 116),
        };
        var ledger = new BedLedger(network, clean: true);
        var places = new HashSet<(int?, string?)>();
        foreach (var happened in Streams.Clean(2, network).Take(60_000))
        {
            ledger.Apply(happened);
            if (happened.BedId is not null) places.Add((happened.HospitalId, happened.Department));
        }

        Assert.Equal(network.Hospitals.Sum(h => h.Beds.Count), places.Count);
        Assert.True(ledger.Readmissions > 0);
    }

    private static string Ward(string bed) => bed.Split('-')[1];

    private static IEnumerable<GeneratedEvent> Discharges(IEnumerable<GeneratedEvent> events) =>
        events.Where(e => e.Kind is EventKind.Discharge);
}
