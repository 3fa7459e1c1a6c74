using PatientFlow.Simulator.Hospitals;

namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// People who wait because a department is full in every hospital. They are only counted: who they are is drawn
/// when they get a bed. Owned by: one world.
/// </summary>
internal sealed class Queues
{
    /// <summary>The longest queue of one department; later patients go elsewhere.</summary>
    private const int LengthMax = 200;

    private readonly Dictionary<string, int> waiting = [];
    private readonly Dictionary<string, int> offered = [];

    public void Join(Unit unit)
    {
        var code = unit.Department.Code;
        var length = waiting.GetValueOrDefault(code);
        if (length < LengthMax) waiting[code] = length + 1;
    }

    /// <summary>Whether somebody waits for a bed that is freed now; if so, the bed counts as offered.</summary>
    public bool Offer(Unit unit)
    {
        var code = unit.Department.Code;
        var offered = this.offered.GetValueOrDefault(code);
        if (offered >= waiting.GetValueOrDefault(code)) return false;
        this.offered[code] = offered + 1;
        return true;
    }

    /// <summary>Settles an offer: the first in the queue leaves it if the bed was still free.</summary>
    public void Settle(Unit unit, bool accepted)
    {
        var code = unit.Department.Code;
        offered[code]--;
        if (accepted) waiting[code]--;
    }
}
