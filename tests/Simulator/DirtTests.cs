using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Simulator.Dirt;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Tests.Simulator;

/// <summary>The seven dirty scenarios strike as often as their rates say, and nothing else is spoilt.</summary>
public sealed class DirtTests
{
    private const int Events = 100_000;

    private static readonly int[] ImpossibleAges = [-5, -1, 0, 125, 150, 200];
    private static readonly int[] ForeignIds = [-1, 0, 99, 999];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Scenario_StrikesAtItsRate_OfTheEventsThatHaveTheField(int number)
    {
        var scenario = (DirtScenario)number;
        var stream = Run(Streams.Settings(21) with { EventsMax = Events });
        var able = Enum.GetValues<EventKind>().Where(kind => CanStrike(scenario, kind)).Sum(stream.Count);
        AssertShare(Rate(scenario), stream.Count(scenario), able);
    }

    [Fact]
    public void Duplicates_ComeAtTheirRate()
    {
        var stream = Run(Streams.Settings(21) with { EventsMax = Events });
        var repeats = stream.Count(DirtScenario.DuplicateEvent);
        AssertShare(0.03, repeats, Events - repeats);
    }

    [Fact]
    public void SpoiltEvents_LookAsTheScenariosSay()
    {
        var network = NetworkDefinition.Seed();
        var names = network.Departments.Select(d => d.Name).ToHashSet();
        var typos = network.Departments.SelectMany(d => d.Spellings).ToHashSet();
        foreach (var e in Streams.Settings(22).Take(Events))
        {
            if (e.Age is < 1 or > 110) Assert.Contains(e.Age.Value, ImpossibleAges);
            if (e.AdmissionTime > e.EventTime)
                Assert.InRange(e.AdmissionTime.Value - e.EventTime, TimeSpan.FromHours(24), TimeSpan.FromHours(168));
            if (e.Department is { } department && !names.Contains(department)) Assert.Contains(department, typos);
            if (e.HospitalId is not (null or (>= 1 and <= 7)))
            {
                Assert.Contains(e.HospitalId.Value, ForeignIds);
                Assert.Equal("UNKNOWN", e.HospitalName);
            }
        }
    }

    [Fact]
    public void DischargeBeforeAdmission_LiesADayBeforeAtMost_AndNegatesTheLength()
    {
        var dirt = DirtRates.None with { DischargeBeforeAdmit = 1 };
        var all = (Streams.Settings(6) with { Dirt = dirt }).Take(5_000).Where(e => e.Kind is EventKind.Discharge);
        Assert.All(
            all,
            e =>
            {
                var early = e.AdmissionTime - e.DischargeTime ?? TimeSpan.Zero;
                Assert.InRange(early, TimeSpan.FromHours(1), TimeSpan.FromHours(24));
                Assert.True(e.LengthOfStayHours < 0);
            });
    }

    [Fact]
    public void Clean_HasNoDirtAtAll()
    {
        var stream = Run(Streams.Clean(21) with { EventsMax = Events });
        Assert.All(Enum.GetValues<DirtScenario>(), scenario => Assert.Equal(0, stream.Count(scenario)));
        var events = Streams.Clean(21).Take(Events).ToArray();
        Assert.Equal(Events, events.Select(e => e.EventId).Distinct().Count());
        Assert.All(events.Where(e => e.Kind is EventKind.Admission or EventKind.Discharge), AssertWhole);
    }

    [Fact]
    public void Limit_WithDuplicatesOnly_IsKeptExactly()
    {
        var dirt = DirtRates.None with { DuplicateEvent = 1 };
        var events = (Streams.Settings(8) with { Dirt = dirt }).Take(7).ToArray();
        Assert.Equal(7, events.Length);
        Assert.Equal(4, events.Select(e => e.EventId).Distinct().Count());
        Assert.Equal(events[0], events[1]);
    }

    [Fact]
    public void ForeignHospitalIds_AreForeignInANetworkThatHas99()
    {
        var network = Networks.Many(hospitals: 116);
        var dirt = DirtRates.None with { InvalidHospitalId = 1 };
        var ids = (Streams.Settings(8, network) with { Dirt = dirt }).Take(500).Select(e => e.HospitalId).Distinct();
        Assert.Equal([-1, 0, 999], ids.OfType<int>().Order());
    }

    private static GeneratedStream Run(SimulationSettings settings)
    {
        var stream = new GeneratedStream(settings);
        while (stream.Next() is not null)
        {
        }

        return stream;
    }

    private static double Rate(DirtScenario scenario) => scenario switch
    {
        DirtScenario.InvalidAge => 0.04,
        DirtScenario.FutureAdmission => 0.03,
        DirtScenario.MissingField => 0.05,
        DirtScenario.DischargeBeforeAdmit => 0.02,
        DirtScenario.DepartmentTypo => 0.03,
        DirtScenario.InvalidHospitalId => 0.02,
        _ => throw new ArgumentOutOfRangeException(nameof(scenario)),
    };

    private static bool CanStrike(DirtScenario scenario, EventKind kind) => scenario switch
    {
        DirtScenario.InvalidAge => kind is EventKind.Admission or EventKind.Discharge or EventKind.Update,
        DirtScenario.FutureAdmission => kind is EventKind.Admission or EventKind.Discharge or EventKind.Transfer,
        DirtScenario.MissingField => kind is not EventKind.Vitals,
        DirtScenario.DischargeBeforeAdmit => kind is EventKind.Discharge,
        _ => kind is not EventKind.Update,
    };

    /// <summary>Within five standard deviations of a binomial count.</summary>
    private static void AssertShare(double rate, long struck, long able) =>
        Assert.InRange(Math.Abs(struck - rate * able), 0, 5 * Math.Sqrt(able * rate * (1 - rate)));

    private static void AssertWhole(GeneratedEvent e)
    {
        Assert.NotNull(e.Gender);
        Assert.InRange(e.Age ?? -1, 0, 120);
        Assert.NotNull(e.DiagnosisCode);
        Assert.NotNull(e.InsuranceType);
        Assert.True(e.AdmissionTime <= e.EventTime);
        Assert.InRange(e.HospitalId ?? 0, 1, 7);
    }
}
