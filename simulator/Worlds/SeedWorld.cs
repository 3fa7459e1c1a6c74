using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// The seed's behaviour, defects included: one patient per admission, beds drawn blindly, discharge
/// times never after now, dirt kept as if it were true of the patient, and patients beyond the tracking limit never
/// discharged.
/// Source: wire format, sections 1, 4 and 9. Owned by: one thread.
/// </summary>
internal sealed class SeedWorld : IWorld
{
    private const double DischargeRate = 0.3;
    private const int TrackedMax = 500;
    private const int AgeMax = 100;

    /// <summary>Hours that stand in for the average of a misspelt department and for an unknown stay.</summary>
    private const double UnknownHours = 24;

    private readonly Xoshiro256 random;
    private readonly Unit[] units;
    private readonly Dictionary<string, Unit> byName = [];
    private readonly TimeSpan tick;
    private readonly List<GeneratedEvent> tracked = [];
    private DateTime now;

    /// <param name="network">Hospitals and departments; capacity only limits the bed numbers.</param>
    /// <param name="start">The time of the first event.</param>
    /// <param name="eventsPerSecond">Events in a simulated second outside a surge.</param>
    /// <param name="random">The source of chance.</param>
    public SeedWorld(NetworkDefinition network, DateTime start, double eventsPerSecond, Xoshiro256 random)
    {
        this.random = random;
        now = start;
        tick = TimeSpan.FromTicks(Math.Max(1, (long)(TimeSpan.TicksPerSecond / eventsPerSecond)));
        units = [.. new Campus(network).Units];
        foreach (var unit in units) byName.TryAdd(unit.Department.Name, unit);
    }

    public int ActivePatients => tracked.Count;

    public GeneratedEvent Next()
    {
        var happened = tracked.Count > 0 && random.Chance(DischargeRate) ? Discharge() : Admission();
        now += Surge.IsOn(now) ? tick / Surge.Factor : tick;
        return happened;
    }

    public void Sent(GeneratedEvent asSent)
    {
        if (asSent.Kind is EventKind.Admission && tracked.Count < TrackedMax) tracked.Add(asSent);
    }

    private GeneratedEvent Admission()
    {
        var unit = random.Pick(units);
        var age = random.Whole(0, AgeMax);
        var admittedAt = now.AddMinutes(-random.Whole(0, Wire.ReportDelaySecondsMax / 60));
        return new GeneratedEvent
        {
            Kind = EventKind.Admission,
            EventId = random.Uuid(),
            PatientId = random.Uuid(),
            EventTime = now,
            Gender = random.Chance(0.5) ? Wire.Male : Wire.Female,
            Age = age,
            Department = unit.Department.Name,
            HospitalId = unit.Hospital.Id,
            HospitalName = unit.Hospital.Name,
            BedId = unit.BedId(random.Below(unit.Free)),
            AdmissionTime = admittedAt,
            ExpectedDischargeTime =
                admittedAt.AddHours(Wire.ExpectedStayHours(random, unit.Department.AverageStayHours)),
            Priority = Wire.Priorities.Draw(random),
            DiagnosisCode = unit.Department.Diagnoses.Count > 0 ? random.Pick(unit.Department.Diagnoses) : null,
            InsuranceType = random.Pick(Wire.Insurances),
            Vitals = VitalRanges.Draw(random, age, unit.Role),
        };
    }

    private GeneratedEvent Discharge()
    {
        var at = random.Below(tracked.Count);
        var admission = tracked[at];
        tracked[at] = tracked[^1];
        tracked.RemoveAt(tracked.Count - 1);

        var unit = admission.Department is { } name ? byName.GetValueOrDefault(name) : null;
        var average = (int)(unit?.Department.AverageStayHours ?? UnknownHours);
        var admittedAt = admission.AdmissionTime ?? now.AddHours(-random.Whole(1, (int)UnknownHours));
        var planned = admittedAt.AddHours(Math.Max(1, average + random.Whole(-(average / 3), average / 2)));
        var dischargedAt = planned < now ? planned : now;
        return admission with
        {
            Kind = EventKind.Discharge,
            EventId = random.Uuid(),
            EventTime = now,
            DischargeTime = dischargedAt,
            LengthOfStayHours = Wire.Hours(dischargedAt - admittedAt),
            DischargeStatus = Wire.Statuses.Draw(random),
            Vitals = VitalRanges.Draw(random, admission.Age, unit?.Role ?? DepartmentRole.Ward),
        };
    }
}
