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

    private readonly Xoshiro256 random;
    private readonly Campus campus;
    private readonly Arrivals arrivals;
    private readonly Pathways pathways;
    private readonly Returners returners;
    private readonly Chart chart;
    private readonly Queues queues = new();
    private readonly PriorityQueue<Appointment, Due> calendar = new();
    private long order;

    public HospitalWorld(NetworkDefinition network, DateTime start, Xoshiro256 random)
    {
        this.random = random;
        campus = new Campus(network);
        arrivals = new Arrivals(campus, start, random);
        pathways = new Pathways(campus, random);
        returners = new Returners(random);
        chart = new Chart(random);
    }

    public int ActivePatients { get; private set; }

    public GeneratedEvent Next()
    {
        while (true)
        {
            var happened = calendar.TryPeek(out var appointment, out var due) && due.At <= arrivals.NextAt
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
        var now = arrivals.NextAt;
        if (arrivals.Take() is not { } wanted) return null;
        if (campus.WithRoom(wanted, random) is { } unit) return Admit(unit, now);
        queues.Join(wanted);
        return null;
    }

    private GeneratedEvent? Keep(Appointment due, DateTime now)
    {
        calendar.Dequeue();
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
            AppointmentKind.Birthday => chart.Update(stay, now),
            _ => throw new UnreachableException(),
        };
        if (happened is not null) stay.LastEventAt = now;
        return happened;
    }

    private GeneratedEvent Admit(Unit unit, DateTime now)
    {
        var patient = returners.Arrive(unit.Role, now);
        var bed = unit.Take(random);
        var admittedAt = now.AddSeconds(-random.Whole(0, Wire.ReportDelaySecondsMax));
        // Neither the bed nor the patient can be in two stays at once, whatever the delay of the report.
        admittedAt = Later(admittedAt, Later(unit.FreedAt(bed), patient.LeftAt));
        var stay = new SimulatedStay
        {
            Patient = patient,
            AdmittedAt = admittedAt,
            Unit = unit,
            Bed = bed,
            Diagnosis = Demographics.Diagnosis(unit, patient.Gender, random),
            LastEventAt = now,
        };
        ActivePatients++;
        var happened = chart.Admission(stay, now);
        var (length, movesOn) = pathways.First(unit, IsChild(stay, now));
        PlanEnd(stay, admittedAt + length, movesOn);
        Plan(new Appointment { Kind = AppointmentKind.Reading, Stay = stay }, now + UntilReading(stay));
        if (random.Chance(NewInsuranceRate))
            Plan(new Appointment { Kind = AppointmentKind.NewInsurance, Stay = stay }, now + length / 2);
        // Clerks update records by day, so a birthday is reported eight to sixteen hours after midnight.
        if (patient.NextBirthday < admittedAt + length)
            Plan(
                new Appointment { Kind = AppointmentKind.Birthday, Stay = stay },
                patient.NextBirthday.AddSeconds(random.Whole(8 * 3600, 16 * 3600)));
        return happened;
    }

    private GeneratedEvent? AdmitFromQueue(Unit freed, DateTime now)
    {
        var unit = campus.WithRoom(freed, random);
        queues.Settle(freed, accepted: unit is not null);
        return unit is null ? null : Admit(unit, now);
    }

    private GeneratedEvent Read(SimulatedStay stay, DateTime now)
    {
        Plan(new Appointment { Kind = AppointmentKind.Reading, Stay = stay }, now + UntilReading(stay));
        return chart.Reading(stay, now);
    }

    private GeneratedEvent? MoveOn(SimulatedStay stay, DateTime now)
    {
        var child = IsChild(stay, now);
        var from = stay.Unit;
        if (campus.Destination(from, child, random) is not { } to)
        {
            // The patient keeps the bed and tries again later; after too many refusals the stay ends here.
            var patience = now.AddSeconds(random.Whole(1800, 5400));
            PlanEnd(stay, patience, movesOn: ++stay.Refusals < RefusalsMax);
            return null;
        }

        Release(from, stay.Bed, now);
        stay.Unit = to;
        stay.Bed = to.Take(random);
        stay.Legs++;
        if (from.Role is DepartmentRole.Emergency)
            stay.Diagnosis = Demographics.Diagnosis(to, stay.Patient.Gender, random);
        var (length, movesOn) = pathways.Following(stay, from, now, child);
        PlanEnd(stay, now + length, movesOn);
        return chart.Transfer(stay, now);
    }

    private GeneratedEvent Leave(SimulatedStay stay, DateTime now)
    {
        var happened = chart.Discharge(stay, now);
        stay.Ended = true;
        stay.Patient.LeftAt = now;
        ActivePatients--;
        if (happened.DischargeStatus != Wire.Deceased) returners.Left(stay.Patient, stay.Unit.Role);
        Release(stay.Unit, stay.Bed, now);
        return happened;
    }

    private GeneratedEvent ChangeInsurance(SimulatedStay stay, DateTime now)
    {
        stay.Patient.Insurance = Demographics.Insurance(stay.Patient.AgeAt(now), random);
        return chart.Update(stay, now);
    }

    private void Release(Unit unit, int bed, DateTime now)
    {
        unit.Release(bed, now);
        if (queues.Offer(unit))
            Plan(
                new Appointment { Kind = AppointmentKind.BedOffer, Unit = unit },
                now.AddSeconds(random.Whole(600, 2400)));
    }

    private void PlanEnd(SimulatedStay stay, DateTime at, bool movesOn) =>
        Plan(new Appointment { Kind = movesOn ? AppointmentKind.MoveOn : AppointmentKind.Leave, Stay = stay }, at);

    /// <summary>Times are whole seconds, as on the wire: two events of a stay never show the same time.</summary>
    private void Plan(Appointment appointment, DateTime at) =>
        calendar.Enqueue(
            appointment, new Due { AtTicks = at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, Order = order++ });

    private TimeSpan UntilReading(SimulatedStay stay)
    {
        var hours = stay.Unit.Role is DepartmentRole.Intensive ? IntensiveReadingHours : ReadingHours;
        return TimeSpan.FromSeconds((long)(random.Real(0.4, 1.6) * hours * 3600));
    }

    private static bool IsChild(SimulatedStay stay, DateTime now) =>
        stay.Patient.AgeAt(now) < Demographics.AdultFromAge;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
