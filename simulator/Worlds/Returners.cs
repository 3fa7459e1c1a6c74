using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// People who went home and will return: an arriving patient is one of them, if one is due, or a newcomer.
/// Owned by: one world.
/// </summary>
internal sealed class Returners(Xoshiro256 random)
{
    private const double ReturnRate = 0.35;
    private const double ReturnRateAfterMaternity = 0.03;
    private const double NewInsuranceRate = 0.10;
    private const double DaysAwayMin = 1;
    private const double DaysAwayMean = 11;

    /// <summary>The longest list; a patient who leaves while it is full never returns.</summary>
    private const int CountMax = 250_000;

    private readonly PriorityQueue<Patient, Due> away = new();
    private long order;

    /// <summary>Notes that a patient left, and draws whether and when that patient comes back.</summary>
    public void Left(Patient patient, DepartmentRole from)
    {
        var rate = from is DepartmentRole.Maternity ? ReturnRateAfterMaternity : ReturnRate;
        if (!random.Chance(rate) || away.Count >= CountMax) return;
        var days = DaysAwayMin + (DaysAwayMean - DaysAwayMin) * random.Exponential();
        var due = patient.LeftAt.AddTicks((long)(days * 86_400) * TimeSpan.TicksPerSecond);
        away.Enqueue(patient, new Due { AtTicks = due.Ticks, Order = order++ });
    }

    /// <summary>Somebody for a bed of this role.</summary>
    public Patient Arrive(DepartmentRole role, DateTime now)
    {
        if (!away.TryPeek(out var patient, out var due) || due.At > now || !Demographics.Fits(patient, role, now))
            return Demographics.Newcomer(role, now, random);

        away.Dequeue();
        if (random.Chance(NewInsuranceRate)) patient.Insurance = Demographics.Insurance(patient.AgeAt(now), random);
        return patient;
    }
}
