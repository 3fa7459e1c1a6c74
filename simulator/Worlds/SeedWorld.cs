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

    private readonly Xoshiro256 _random;
    private readonly Unit[] _units;
    private readonly Dictionary<string, Unit> _byName = [];
    private readonly TimeSpan _tick;
    private readonly List<GeneratedEvent> _tracked = [];
    private DateTime _now;

    /// <param name="network">Hospitals and departments; capacity only limits the bed numbers.</param>
    /// <param name="start">The time of the first event.</param>
    /// <param name="eventsPerSecond">Events in a simulated second outside a surge.</param>
    /// <param name="random">The source of chance.</param>
    public SeedWorld(NetworkDefinition network, DateTime start, double eventsPerSecond, Xoshiro256 random)
    {
        _random = random;
        _now = start;
        _tick = TimeSpan.FromTicks(Math.Max(1, (long)(TimeSpan.TicksPerSecond / eventsPerSecond)));
        _units = [.. new Campus(network).Units];
        foreach (var unit in _units) _byName.TryAdd(unit.Department.Name, unit);
    }

    public int ActivePatients => _tracked.Count;

    public GeneratedEvent Next()
    {
        var happened = _tracked.Count > 0 && _random.Chance(DischargeRate) ? Discharge() : Admission();
        _now += Surge.IsOn(_now) ? _tick / Surge.Factor : _tick;
        return happened;
    }

    public void Sent(GeneratedEvent asSent)
    {
        if (asSent.Kind is EventKind.Admission && _tracked.Count < TrackedMax) _tracked.Add(asSent);
    }

    private GeneratedEvent Admission()
    {
        var unit = _random.Pick(_units);
        var age = _random.Whole(0, AgeMax);
        var admittedAt = _now.AddMinutes(-_random.Whole(0, Wire.ReportDelaySecondsMax / 60));
        return new GeneratedEvent
        {
            Kind = EventKind.Admission,
            EventId = _random.Uuid(),
            PatientId = _random.Uuid(),
            EventTime = _now,
            Gender = _random.Chance(0.5) ? Wire.Male : Wire.Female,
            Age = age,
            Department = unit.Department.Name,
            HospitalId = unit.Hospital.Id,
            HospitalName = unit.Hospital.Name,
            BedId = unit.BedId(_random.Below(unit.Free)),
            AdmissionTime = admittedAt,
            ExpectedDischargeTime =
                admittedAt.AddHours(Wire.ExpectedStayHours(_random, unit.Department.AverageStayHours)),
            Priority = Wire.Priorities.Draw(_random),
            DiagnosisCode = unit.Department.Diagnoses.Count > 0 ? _random.Pick(unit.Department.Diagnoses) : null,
            InsuranceType = _random.Pick(Wire.Insurances),
            Vitals = VitalRanges.Draw(_random, age, unit.Role),
        };
    }

    private GeneratedEvent Discharge()
    {
        var at = _random.Below(_tracked.Count);
        var admission = _tracked[at];
        _tracked[at] = _tracked[^1];
        _tracked.RemoveAt(_tracked.Count - 1);

        var unit = admission.Department is { } name ? _byName.GetValueOrDefault(name) : null;
        var average = (int)(unit?.Department.AverageStayHours ?? UnknownHours);
        var admittedAt = admission.AdmissionTime ?? _now.AddHours(-_random.Whole(1, (int)UnknownHours));
        var planned = admittedAt.AddHours(Math.Max(1, average + _random.Whole(-(average / 3), average / 2)));
        var dischargedAt = planned < _now ? planned : _now;
        return admission with
        {
            Kind = EventKind.Discharge,
            EventId = _random.Uuid(),
            EventTime = _now,
            DischargeTime = dischargedAt,
            LengthOfStayHours = Wire.Hours(dischargedAt - admittedAt),
            DischargeStatus = Wire.Statuses.Draw(_random),
            Vitals = VitalRanges.Draw(_random, admission.Age, unit?.Role ?? DepartmentRole.Ward),
        };
    }
}
