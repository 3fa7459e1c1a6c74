using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Dirt;

/// <summary>
/// Spoils copies of events by seven independent draws. A scenario passes over an event that lacks the field which it
/// spoils (VITALS has no age), and does not count it. Owned by: one stream.
/// </summary>
internal sealed class Dirtier
{
    private static readonly int[] ImpossibleAges = [-5, -1, 0, 125, 150, 200];

    private readonly DirtRates rates;
    private readonly Xoshiro256 random;
    private readonly int[] foreignHospitalIds;
    private readonly Dictionary<string, IReadOnlyList<string>> typos;
    private readonly long[] counts = new long[Enum.GetValues<DirtScenario>().Length];

    public Dirtier(DirtRates rates, NetworkDefinition network, Xoshiro256 random)
    {
        this.rates = rates;
        this.random = random;
        var known = network.Hospitals.Select(h => h.Id).ToHashSet();
        // A network of a hundred hospitals may have a 99, so ids that exist in this network are left out.
        foreignHospitalIds = [.. new[] { -1, 0, 99, 999 }.Where(id => !known.Contains(id))];
        typos = network.Departments.Where(d => d.Spellings.Count > 0).ToDictionary(d => d.Name, d => d.Spellings);
    }

    /// <summary>How often a scenario has struck.</summary>
    public long Count(DirtScenario scenario) => counts[(int)scenario];

    /// <summary>Returns the event as it is sent: the same instance if no scenario struck.</summary>
    public GeneratedEvent Spoil(GeneratedEvent clean)
    {
        var spoilt = clean;
        if (Carries.Age(clean.Kind) && Strikes(rates.InvalidAge, DirtScenario.InvalidAge))
            spoilt = spoilt with { Age = random.Pick(ImpossibleAges) };
        if (Carries.AdmissionTime(clean.Kind) && Strikes(rates.FutureAdmission, DirtScenario.FutureAdmission))
            spoilt = spoilt with { AdmissionTime = clean.EventTime.AddHours(random.Whole(24, 168)) };
        if (Carries.AnyNullable(clean.Kind) && Strikes(rates.MissingField, DirtScenario.MissingField))
            spoilt = WithoutOneField(spoilt);
        if (clean is { Kind: EventKind.Discharge, AdmissionTime: not null }
            && Strikes(rates.DischargeBeforeAdmit, DirtScenario.DischargeBeforeAdmit))
            spoilt = DischargedBefore(spoilt, clean.AdmissionTime.Value);
        if (clean.Department is { } department && typos.TryGetValue(department, out var spellings)
            && Strikes(rates.DepartmentTypo, DirtScenario.DepartmentTypo))
            spoilt = spoilt with { Department = random.Pick(spellings) };
        if (clean.HospitalId is not null && Strikes(rates.InvalidHospitalId, DirtScenario.InvalidHospitalId))
            spoilt = spoilt with { HospitalId = random.Pick(foreignHospitalIds), HospitalName = "UNKNOWN" };
        return spoilt;
    }

    /// <summary>Whether the event just made is to be sent a second time; the last of the seven draws.</summary>
    public bool Repeats() => random.Chance(rates.DuplicateEvent);

    /// <summary>Counts a repeat that was really sent: the limit of a run may prevent it.</summary>
    public void CountRepeat() => counts[(int)DirtScenario.DuplicateEvent]++;

    private bool Strikes(double rate, DirtScenario scenario)
    {
        if (!random.Chance(rate)) return false;
        counts[(int)scenario]++;
        return true;
    }

    private GeneratedEvent WithoutOneField(GeneratedEvent spoilt) => spoilt.Kind switch
    {
        EventKind.Transfer => spoilt with { AdmissionTime = null },
        EventKind.Update => random.Below(3) switch
        {
            0 => spoilt with { Gender = null },
            1 => spoilt with { Age = null },
            _ => spoilt with { InsuranceType = null },
        },
        _ => random.Below(5) switch
        {
            0 => spoilt with { Gender = null },
            1 => spoilt with { Age = null },
            2 => spoilt with { DiagnosisCode = null },
            3 => spoilt with { InsuranceType = null },
            _ => spoilt with { AdmissionTime = null },
        },
    };

    private GeneratedEvent DischargedBefore(GeneratedEvent spoilt, DateTime admission) => spoilt with
    {
        DischargeTime = (spoilt.AdmissionTime ?? admission).AddHours(-random.Whole(1, 24)),
        LengthOfStayHours = -spoilt.LengthOfStayHours,
    };
}
