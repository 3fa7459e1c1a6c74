using PatientFlow.Network;
using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>All units of a network, found by department and by hospital. Owned by: one world.</summary>
internal sealed class Campus
{
    private readonly Dictionary<string, Unit[]> byDepartment;
    private readonly Dictionary<int, Unit[]> byHospital;

    public Campus(NetworkDefinition network)
    {
        // JSON promises no order of keys, so beds are read in the order of the department list.
        var units = from hospital in network.Hospitals
                    from department in network.Departments
                    where hospital.Beds.ContainsKey(department.Code)
                    select new Unit(hospital, department, hospital.Beds[department.Code]);
        Units = [.. units];
        byDepartment = Units.GroupBy(u => u.Department.Code).ToDictionary(g => g.Key, g => g.ToArray());
        byHospital = Units.GroupBy(u => u.Hospital.Id).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var hospital in byHospital.Values) ShareTransfers(hospital);
        ByFlow = new Weighted<Unit>(Units.Select(u => (u, u.FlowPerHour)));
    }

    /// <summary>Every unit, hospitals and departments in the order of the network file.</summary>
    public IReadOnlyList<Unit> Units { get; }

    /// <summary>Draws a unit in proportion to the patients that it treats.</summary>
    public Weighted<Unit> ByFlow { get; }

    /// <summary>The unit itself if a bed is free, else the same department of another hospital, else null.</summary>
    public Unit? WithRoom(Unit wanted, Xoshiro256 random)
    {
        if (wanted.Free > 0) return wanted;
        var same = byDepartment[wanted.Department.Code];
        var first = random.Below(same.Length);
        for (var i = 0; i < same.Length; i++)
            if (same[(first + i) % same.Length] is { Free: > 0 } other) return other;
        return null;
    }

    /// <summary>Whether the unit's hospital has any place that such a patient could move on to.</summary>
    public bool LeadsOn(Unit from, bool child) => byHospital[from.Hospital.Id].Any(to => Leads(from, to, child));

    /// <summary>A unit to move on to that has a free bed, drawn by size; null when all are full.</summary>
    public Unit? Destination(Unit from, bool child, Xoshiro256 random)
    {
        var flow = 0.0;
        var units = byHospital[from.Hospital.Id];
        foreach (var to in units)
            if (to.Free > 0 && Leads(from, to, child)) flow += to.FlowPerHour;

        var draw = random.Fraction() * flow;
        Unit? chosen = null;
        foreach (var to in units)
        {
            if (to.Free == 0 || !Leads(from, to, child)) continue;
            chosen = to;
            draw -= to.FlowPerHour;
            if (draw < 0) break;
        }

        return chosen;
    }

    private static bool Leads(Unit from, Unit to, bool child) => (from.Role, to.Role) switch
    {
        (DepartmentRole.Maternity, _) => false,
        (DepartmentRole.Intensive, DepartmentRole.Intensive) => false,
        (DepartmentRole.Emergency, DepartmentRole.Intensive) => true,
        (DepartmentRole.Emergency or DepartmentRole.Intensive, DepartmentRole.Ward) => !child,
        (DepartmentRole.Emergency or DepartmentRole.Intensive, DepartmentRole.Pediatric) => child,
        (DepartmentRole.Ward or DepartmentRole.Pediatric, DepartmentRole.Intensive) => true,
        _ => false,
    };

    /// <summary>Sets the part of each ward's patients that its hospital's emergency department sends.</summary>
    private static void ShareTransfers(Unit[] hospital)
    {
        var sources = hospital.Where(u => u.Role is DepartmentRole.Emergency).ToArray();
        var sent = sources.Sum(u => u.FlowPerHour) * Pathways.EmergencyTransferRate;
        foreach (var child in new[] { true, false })
        {
            var part = sent * (child ? Demographics.EmergencyChildRate : 1 - Demographics.EmergencyChildRate);
            var taking = hospital.Where(to => sources.Any(from => Leads(from, to, child))).ToArray();
            var flow = taking.Sum(u => u.FlowPerHour);
            foreach (var unit in taking) unit.TransferShare = Math.Min(0.9, unit.TransferShare + part / flow);
        }
    }
}
