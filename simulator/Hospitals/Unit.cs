using PatientFlow.Network;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Hospitals;

/// <summary>
/// A department of one hospital and its beds. A bed is taken only while it is free, so capacity cannot be exceeded.
/// Owned by: one world.
/// </summary>
internal sealed class Unit
{
    /// <summary>The share of beds that a unit tends to fill. NHS England acts from 92 %, RCEM from 85 %.</summary>
    private const double OccupancyTarget = 0.80;

    /// <summary>Emergency departments need more free beds: their arrivals cannot be planned.</summary>
    private const double EmergencyOccupancyTarget = 0.74;

    private readonly string[] beds;
    private readonly DateTime[] freedAt;

    /// <summary>Bed indexes; the first <see cref="Free"/> of them are free, in any order.</summary>
    private readonly int[] free;

    public Unit(HospitalDefinition hospital, DepartmentDefinition department, int capacity)
    {
        Hospital = hospital;
        Department = department;
        Role = DepartmentRoles.Of(department);
        beds = [.. Enumerable.Range(1, capacity).Select(n => $"H{hospital.Id}-{department.Code}-{n}")];
        freedAt = new DateTime[capacity];
        free = [.. Enumerable.Range(0, capacity)];
        Free = capacity;
        OccupiedTarget = capacity * (Role is DepartmentRole.Emergency ? EmergencyOccupancyTarget : OccupancyTarget);
        FlowPerHour = OccupiedTarget / department.AverageStayHours;
    }

    public HospitalDefinition Hospital { get; }
    public DepartmentDefinition Department { get; }
    public DepartmentRole Role { get; }

    /// <summary>Number of free beds.</summary>
    public int Free { get; private set; }

    /// <summary>Number of occupied beds.</summary>
    public int Occupied => beds.Length - Free;

    /// <summary>How many beds the unit tends to fill.</summary>
    public double OccupiedTarget { get; }

    /// <summary>Patients an hour that keep the unit at its target, by Little's law: census = flow × stay.</summary>
    public double FlowPerHour { get; }

    /// <summary>The part of <see cref="FlowPerHour"/> that comes by transfer rather than from outside.</summary>
    public double TransferShare { get; set; }

    /// <summary>Takes any free bed; there must be one.</summary>
    public int Take(Xoshiro256 random)
    {
        if (Free == 0) throw new InvalidOperationException($"{Department.Name} of {Hospital.Name} has no free bed.");
        var at = random.Below(Free);
        var bed = free[at];
        free[at] = free[--Free];
        return bed;
    }

    /// <summary>Frees a bed that was taken.</summary>
    public void Release(int bed, DateTime at)
    {
        freedAt[bed] = at;
        free[Free++] = bed;
    }

    /// <summary>When the last patient left the bed: the next stay in it begins no earlier.</summary>
    public DateTime FreedAt(int bed) => freedAt[bed];

    /// <summary>The bed's id on the wire.</summary>
    public string BedId(int bed) => beds[bed];
}
