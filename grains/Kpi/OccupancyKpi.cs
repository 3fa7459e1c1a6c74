namespace PatientFlow.Kpi;

/// <summary>How full the beds of a department are. Every figure comes from open stays: an event counts nobody.</summary>
/// <param name="HospitalId">Hospital of the network.</param>
/// <param name="HospitalName">Its name.</param>
/// <param name="Department">The department.</param>
/// <param name="Patients">Open stays there.</param>
/// <param name="Beds">Staffed beds.</param>
public sealed record OccupancyKpi(int HospitalId, string HospitalName, string Department, int Patients, int Beds)
{
    /// <summary>By department.</summary>
    public static KpiDefinition ByDepartment { get; } = new()
    {
        Name = "dbo.kpi_occupancy_by_department",
        Meaning = "patients in the department now * 100 / its staffed beds; over 100 only where more patients are in "
            + "than it has beds, and no figure where it has no beds. Every department has a row. A patient whose place "
            + "the network does not know is in no row.",
        Source = "seed KPI \"occupancy\", from open stays instead of admission events; the instant form of the bed "
            + "occupancy rate (occupied / staffed beds, AHRQ bed classes).",
    };

    /// <summary>By hospital.</summary>
    public static KpiDefinition ByHospital { get; } = new()
    {
        Name = "dbo.kpi_occupancy_by_hospital",
        Meaning = "the sum of patients in the hospital's departments now * 100 / the sum of their staffed beds.",
        Source = "seed KPI \"occupancy\", by hospital; from kpi_occupancy_by_department, so that the two agree.",
    };

    /// <summary>Every department, hospital by hospital.</summary>
    public static IReadOnlyList<OccupancyKpi> Of(KpiGold gold)
    {
        var patients = gold.Stays.Where(s => s.IsOpen).Select(s => s.DepartmentSk).OfType<long>()
            .CountBy(k => k).ToDictionary();
        return
        [
            .. gold.Departments.OrderBy(d => d.Value.HospitalId).ThenBy(d => d.Key).Select(d => new OccupancyKpi(
                d.Value.HospitalId, d.Value.HospitalName, d.Value.Name, patients.GetValueOrDefault(d.Key),
                d.Value.Beds)),
        ];
    }

    /// <summary>As the API shows it: percent of staffed beds with one digit; 0 if there are no beds.</summary>
    public static double OfBeds(int patients, int beds) => Math.Round(ShareKpi.PercentOf(patients, beds) ?? 0, 1);

    /// <summary>Patients of several departments in percent of their beds together.</summary>
    public static double? Percent(IReadOnlyCollection<OccupancyKpi> departments) =>
        ShareKpi.PercentOf(departments.Sum(d => d.Patients), departments.Sum(d => d.Beds));
}
