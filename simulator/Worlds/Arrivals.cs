using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// Arriving patients: a Poisson stream per unit whose rate follows the unit's census, drawn by thinning one
/// stream for the whole network (Lewis and Shedler, 1979). Owned by: one world.
/// </summary>
/// <remarks>
/// A network that opened empty would need weeks to look like a hospital, so in its first hours every unit takes
/// patients as fast as it needs to reach its usual census; after that arrivals balance what leaves.
/// </remarks>
internal sealed class Arrivals
{
    private const double OpeningHours = 8;

    /// <summary>The most that an empty unit draws while the network opens, in multiples of its usual flow.</summary>
    private const double OpeningCeiling = 40;

    /// <summary>How strongly arrivals answer to a census off its target, per unit of relative deviation.</summary>
    private const double OpeningGain = 60;

    /// <summary>
    /// How much of the transfers' share the opening leaves free: emergency patients keep coming during the first
    /// days, when nobody leaves a ward yet.
    /// </summary>
    private const double OpeningReserve = 0.6;

    private const double Gain = 6;
    private const double DemandMin = 0.05;
    private const double DemandMax = 3;

    private readonly Campus _campus;
    private readonly Xoshiro256 _random;
    private readonly DateTime _start;
    private double _hours;
    private Unit _unit;

    public Arrivals(Campus campus, DateTime start, Xoshiro256 random)
    {
        _campus = campus;
        _start = start;
        _random = random;
        _unit = campus.Units[0];
        DrawNext();
    }

    /// <summary>When the next candidate comes, to the second.</summary>
    public DateTime NextAt { get; private set; }

    /// <summary>Takes the next candidate.</summary>
    /// <returns>The unit that the candidate wants; null where its census turned the candidate down.</returns>
    public Unit? Take()
    {
        var unit = _unit;
        var accepted = _random.Fraction() * Ceiling() < Demand(unit);
        DrawNext();
        return accepted ? unit : null;
    }

    private double Ceiling() => _hours < OpeningHours ? OpeningCeiling : DemandMax * Surge.Factor;

    private double Demand(Unit unit)
    {
        if (_hours < OpeningHours)
        {
            var open = unit.OccupiedTarget * (1 - OpeningReserve * unit.TransferShare);
            return Math.Clamp(1 + OpeningGain * (1 - unit.Occupied / open), 0, OpeningCeiling);
        }

        var missing = 1 - unit.Occupied / unit.OccupiedTarget;
        var demand = Math.Clamp(1 - unit.TransferShare + Gain * missing, DemandMin, DemandMax);
        return Surge.IsOn(NextAt) ? demand * Surge.Factor : demand;
    }

    private void DrawNext()
    {
        var before = _hours;
        _hours += _random.Exponential() / (_campus.ByFlow.Total * Ceiling());
        // The ceiling drops when the opening ends. The stream has no memory, so it may start afresh there.
        if (before < OpeningHours && _hours >= OpeningHours)
            _hours = OpeningHours + _random.Exponential() / (_campus.ByFlow.Total * DemandMax * Surge.Factor);
        NextAt = _start.AddTicks((long)(_hours * 3600) * TimeSpan.TicksPerSecond);
        _unit = _campus.ByFlow.Draw(_random);
    }
}
