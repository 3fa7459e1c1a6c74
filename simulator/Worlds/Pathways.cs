using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// How long a patient stays in a unit and whether another unit follows. Lengths are drawn so that the stays which
/// end in a department last its average, whichever units the patients were in before.
/// </summary>
internal sealed class Pathways(Campus campus, Xoshiro256 random)
{
    /// <summary>The share of emergency patients who are kept in the hospital.</summary>
    public const double EmergencyTransferRate = 0.15;

    private const double StepDownRate = 0.5;
    private const double DeteriorationRate = 0.03;
    private const int LegsMax = 4;

    /// <summary>Sigma of the logarithm of a length: a coefficient of variation of 0.47.</summary>
    private const double LengthSigma = 0.45;

    private static readonly TimeSpan LengthMin = TimeSpan.FromMinutes(40);

    /// <summary>The part of a stay spent in the first unit: length and whether the patient then moves on.</summary>
    public (TimeSpan Length, bool MovesOn) First(Unit unit, bool child)
    {
        var rate = unit.Role switch
        {
            DepartmentRole.Emergency => EmergencyTransferRate,
            DepartmentRole.Intensive => StepDownRate,
            _ => DeteriorationRate,
        };
        var movesOn = random.Chance(rate) && campus.LeadsOn(unit, child);
        var part = (movesOn, unit.Role) switch
        {
            (false, _) => 1.0,
            (true, DepartmentRole.Emergency) => 0.8,
            (true, DepartmentRole.Intensive) => 0.6,
            _ => random.Real(0.2, 0.8),
        };
        return (Length(unit, part), movesOn);
    }

    /// <summary>The part of a stay spent in a unit that the patient has just moved to.</summary>
    /// <param name="stay">The stay, already in the new unit.</param>
    /// <param name="from">Where the patient came from.</param>
    /// <param name="now">The time of the move.</param>
    /// <param name="child">Whether the patient is a child.</param>
    public (TimeSpan Length, bool MovesOn) Following(SimulatedStay stay, Unit from, DateTime now, bool child)
    {
        var unit = stay.Unit;
        if (unit.Role is DepartmentRole.Intensive && stay.Legs < LegsMax
            && random.Chance(StepDownRate) && campus.LeadsOn(unit, child))
            return (Length(unit, 0.6), true);

        // Hours in the emergency department count: the new department's average is that of whole stays.
        if (from.Role is DepartmentRole.Emergency)
        {
            var rest = Length(unit, 1) - (now - stay.AdmittedAt);
            var least = Length(unit, 0.25);
            return (rest > least ? rest : least, false);
        }

        return (Length(unit, 0.5), false);
    }

    private TimeSpan Length(Unit unit, double part)
    {
        var hours = unit.Department.AverageStayHours * part * random.LogNormal(LengthSigma);
        var length = TimeSpan.FromTicks((long)(hours * 3600) * TimeSpan.TicksPerSecond);
        return length > LengthMin ? length : LengthMin;
    }
}
