using System.Diagnostics;
using PatientFlow.Network;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// A network of hospitals in simulated time: a discrete-event simulation in which every bed holds one patient at
/// most, stays last as long as their department's average says, and people move, recover, die and come back.
/// Owned by: one thread.
/// </summary>
internal sealed class HospitalWorld : IWorld
{
    private const double NewInsuranceRate = 0.02;
    private const int RefusalsMax = 24;

    /// <summary>Mean hours between two readings; many, so that most events of a stream are patient flow.</summary>
    private const double ReadingHours = 36;

    private const double IntensiveReadingHours = 18;

    private readonly Xoshiro256 _random;
    private readonly Campus _campus;
    private readonly Arrivals _arrivals;
    private readonly Pathways _pathways;
    private readonly Returners _returners;
    private readonly Chart _chart;
    private readonly Queues _queues = new();
    private readonly PriorityQueue<Appointment, Due> _calendar = new();
    private long _order;

    public HospitalWorld(NetworkDefinition network, DateTime start, Xoshiro256 random)
    {
        _random = random;
        _campus = new Campus(network);
        _arrivals = new Arrivals(_campus, start, random);
        _pathways = new Pathways(_campus, random);
        _returners = new Returners(random);
        _chart = new Chart(random);
    }

    public int ActivePatients { get; private set; }

    public GeneratedEvent Next()
    {
        while (true)
        {
            var happened = _calendar.TryPeek(out var appointment, out var due) && due.At <= _arrivals.NextAt
                ? Keep(appointment, due.At)
                : Arrive();
            if (happened is not null) return happened;
        }
    }

    /// <summary>Does nothing: dirt changes the message, never the patient.</summary>
    public void Sent(GeneratedEvent asSent)
    {
    }

    private GeneratedEvent? Arrive()
    {
        var now = _arrivals.NextAt;
        if (_arrivals.Take() is not { } wanted) return null;
        if (_campus.WithRoom(wanted, _random) is { } unit) return Admit(unit, now);
        _queues.Join(wanted);
        return null;
    }

    private GeneratedEvent? Keep(Appointment due, DateTime now)
    {
        _calendar.Dequeue();
        if (due.Kind is AppointmentKind.BedOffer) return due.Unit is { } unit ? AdmitFromQueue(unit, now) : null;
        if (due.Stay is not { Ended: false } stay) return null;
        if (now <= stay.LastEventAt)
        {
            Plan(due, stay.LastEventAt.AddSeconds(1));
            return null;
        }

        var happened = due.Kind switch
        {
            AppointmentKind.Reading => Read(stay, now),
            AppointmentKind.MoveOn => MoveOn(stay, now),
            AppointmentKind.Leave => Leave(stay, now),
            AppointmentKind.NewInsurance => ChangeInsurance(stay, now),
            AppointmentKind.Birthday => _chart.Update(stay, now),
            _ => throw new UnreachableException(),
        };
        if (happened is not null) stay.LastEventAt = now;
        return happened;
    }

    private GeneratedEvent Admit(Unit unit, DateTime now)
    {
        var patient = _returners.Arrive(unit.Role, now);
        var bed = unit.Take(_random);
        var admittedAt = now.AddSeconds(-_random.Whole(0, Wire.ReportDelaySecondsMax));
        // Neither the bed nor the patient can be in two stays at once, whatever the delay of the report.
        admittedAt = Later(admittedAt, Later(unit.FreedAt(bed), patient.LeftAt));
        var stay = new SimulatedStay
        {
            Patient = patient,
            AdmittedAt = admittedAt,
            Unit = unit,
            Bed = bed,
            Diagnosis = Demographics.Diagnosis(unit, patient.Gender, _random),
            LastEventAt = now,
        };
        ActivePatients++;
        var happened = _chart.Admission(stay, now);
        var (length, movesOn) = _pathways.First(unit, IsChild(stay, now));
        PlanEnd(stay, admittedAt + length, movesOn);
        Plan(new Appointment { Kind = AppointmentKind.Reading, Stay = stay }, now + UntilReading(stay));
        if (_random.Chance(NewInsuranceRate))
            Plan(new Appointment { Kind = AppointmentKind.NewInsurance, Stay = stay }, now + length / 2);
        // Clerks update records by day, so a birthday is reported eight to sixteen hours after midnight.
        if (patient.NextBirthday < admittedAt + length)
            Plan(
                new Appointment { Kind = AppointmentKind.Birthday, Stay = stay },
                patient.NextBirthday.AddSeconds(_random.Whole(8 * 3600, 16 * 3600)));
        return happened;
    }

    private GeneratedEvent? AdmitFromQueue(Unit freed, DateTime now)
    {
        var unit = _campus.WithRoom(freed, _random);
        _queues.Settle(freed, accepted: unit is not null);
        return unit is null ? null : Admit(unit, now);
    }

    private GeneratedEvent Read(SimulatedStay stay, DateTime now)
    {
        Plan(new Appointment { Kind = AppointmentKind.Reading, Stay = stay }, now + UntilReading(stay));
        return _chart.Reading(stay, now);
    }

    private GeneratedEvent? MoveOn(SimulatedStay stay, DateTime now)
    {
        var child = IsChild(stay, now);
        var from = stay.Unit;
        if (_campus.Destination(from, child, _random) is not { } to)
        {
            // The patient keeps the bed and tries again later; after too many refusals the stay ends here.
            var patience = now.AddSeconds(_random.Whole(1800, 5400));
            PlanEnd(stay, patience, movesOn: ++stay.Refusals < RefusalsMax);
            return null;
        }

        Release(from, stay.Bed, now);
        stay.Unit = to;
        stay.Bed = to.Take(_random);
        stay.Legs++;
        if (from.Role is DepartmentRole.Emergency)
            stay.Diagnosis = Demographics.Diagnosis(to, stay.Patient.Gender, _random);
        var (length, movesOn) = _pathways.Following(stay, from, now, child);
        PlanEnd(stay, now + length, movesOn);
        return _chart.Transfer(stay, now);
    }

    private GeneratedEvent Leave(SimulatedStay stay, DateTime now)
    {
        var happened = _chart.Discharge(stay, now);
        stay.Ended = true;
        stay.Patient.LeftAt = now;
        ActivePatients--;
        if (happened.DischargeStatus != Wire.Deceased) _returners.Left(stay.Patient, stay.Unit.Role);
        Release(stay.Unit, stay.Bed, now);
        return happened;
    }

    private GeneratedEvent ChangeInsurance(SimulatedStay stay, DateTime now)
    {
        stay.Patient.Insurance = Demographics.Insurance(stay.Patient.AgeAt(now), _random);
        return _chart.Update(stay, now);
    }

    private void Release(Unit unit, int bed, DateTime now)
    {
        unit.Release(bed, now);
        if (_queues.Offer(unit))
            Plan(
                new Appointment { Kind = AppointmentKind.BedOffer, Unit = unit },
                now.AddSeconds(_random.Whole(600, 2400)));
    }

    private void PlanEnd(SimulatedStay stay, DateTime at, bool movesOn) =>
        Plan(new Appointment { Kind = movesOn ? AppointmentKind.MoveOn : AppointmentKind.Leave, Stay = stay }, at);

    /// <summary>Times are whole seconds, as on the wire: two events of a stay never show the same time.</summary>
    private void Plan(Appointment appointment, DateTime at) =>
        _calendar.Enqueue(
            appointment, new Due { AtTicks = at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, Order = _order++ });

    private TimeSpan UntilReading(SimulatedStay stay)
    {
        var hours = stay.Unit.Role is DepartmentRole.Intensive ? IntensiveReadingHours : ReadingHours;
        return TimeSpan.FromSeconds((long)(_random.Real(0.4, 1.6) * hours * 3600));
    }

    private static bool IsChild(SimulatedStay stay, DateTime now) =>
        stay.Patient.AgeAt(now) < Demographics.AdultFromAge;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
