using System.Collections.Immutable;
using PatientFlow.Network;

namespace PatientFlow.Warehouse;

/// <summary>Gold's dimensions of the network besides departments: hospitals and beds.</summary>
public static class NetworkTables
{
    /// <summary>All hospitals that have a department.</summary>
    public static Table<HospitalRow> Hospital { get; } = new()
    {
        Path = "gold/dim_hospital",
        Comment = "Every hospital of the network.",
        Columns =
        [
            new IntegerOf<HospitalRow>("hospital_id", false, "Hospital.", r => r.Id),
            new TextOf<HospitalRow>("hospital_name", false, "Name of the hospital.", r => r.Name),
            new TextOf<HospitalRow>("time_zone", false, "IANA time zone of its days and midnights.", r => r.TimeZone.Id),
            new IntegerOf<HospitalRow>("departments", false, "Departments that it has.", r => r.Departments),
            new IntegerOf<HospitalRow>("bed_capacity", false, "Staffed beds.", r => r.Beds),
        ],
    };

    /// <summary>All beds.</summary>
    public static Table<BedRow> Bed { get; } = new()
    {
        Path = "gold/dim_bed",
        Comment = "Every staffed bed of the network.",
        Columns =
        [
            new TextOf<BedRow>("bed_id", false, "The bed, such as H3-ICU-7.", r => $"{r.Unit.Key}-{r.Number}"),
            new LongOf<BedRow>("department_sk", false, "The department that it stands in.", r => r.Unit.DepartmentSk),
            new IntegerOf<BedRow>("hospital_id", false, "Hospital.", r => r.Unit.HospitalId),
            new IntegerOf<BedRow>("bed_number", false, "Number in the department, from 1.", r => r.Number),
        ],
    };

    /// <summary>Returns the hospitals of a network, by id.</summary>
    public static ImmutableArray<HospitalRow> HospitalsOf(NetworkMap network) =>
    [
        .. network.Units.GroupBy(u => u.HospitalId).Select(h => new HospitalRow(
            h.Key, h.First().HospitalName, h.First().TimeZone, h.Count(), h.Sum(u => u.Capacity))),
    ];

    /// <summary>Returns the beds of a network, by department.</summary>
    public static ImmutableArray<BedRow> BedsOf(NetworkMap network) =>
        [.. network.Units.SelectMany(u => Enumerable.Range(1, u.Capacity).Select(n => new BedRow(u, n)))];
}
