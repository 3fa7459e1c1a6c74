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

    private readonly Campus campus;
    private readonly Xoshiro256 random;
    private readonly DateTime start;
    private double hours;
    private Unit unit;

    public Arrivals(Campus campus, DateTime start, Xoshiro256 random)
    {
        this.campus = campus;
        this.start = start;
        this.random = random;
        unit = campus.Units[0];
        DrawNext();
    }

    /// <summary>When the next candidate comes, to the second.</summary>
    public DateTime NextAt { get; private set; }

    /// <summary>Takes the next candidate.</summary>
    /// <returns>The unit that the candidate wants; null if its census turned the candidate down.</returns>
    public Unit? Take()
    {
        var unit = this.unit;
        var accepted = random.Fraction() * Ceiling() < Demand(unit);
        DrawNext();
        return accepted ? unit : null;
    }

    private double Ceiling() => hours < OpeningHours ? OpeningCeiling : DemandMax * Surge.Factor;

    private double Demand(Unit unit)
    {
        if (hours < OpeningHours)
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
        var before = hours;
        hours += random.Exponential() / (campus.ByFlow.Total * Ceiling());
        // The ceiling drops when the opening ends. The stream has no memory, so it may start afresh there.
        if (before < OpeningHours && hours >= OpeningHours)
            hours = OpeningHours + random.Exponential() / (campus.ByFlow.Total * DemandMax * Surge.Factor);
        NextAt = start.AddTicks((long)(hours * 3600) * TimeSpan.TicksPerSecond);
        unit = campus.ByFlow.Draw(random);
    }
}
