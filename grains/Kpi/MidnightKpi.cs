namespace PatientFlow.Kpi;

/// <summary>Patients of a department at the midnight that ends a day.</summary>
/// <param name="HospitalId">Hospital of the network.</param>
/// <param name="Department">The department.</param>
/// <param name="Day">The hospital's day.</param>
/// <param name="Patients">Patients who are in when it ends.</param>
public sealed record MidnightKpi(int HospitalId, string Department, DateOnly Day, int Patients)
{
    /// <summary>By department and day.</summary>
    public static KpiDefinition ByDepartment { get; } = new()
    {
        Name = "dbo.kpi_midnight_census",
        Meaning = "patients in the department at the midnight that ends the day. A patient who comes and leaves on "
            + "one day is in no midnight census.",
        Source = "NHS KH03 (occupied beds at midnight, by specialty there, by department here). KH03 leaves out well "
            + "babies and critical care: filter by department where that is wanted.",
    };

    /// <summary>Every department on every day that is over, from the first day of the data on, day by day.</summary>
    public static IEnumerable<MidnightKpi> Of(KpiGold gold)
    {
        if (gold.Passages.Count == 0) yield break;
        var changes = gold.Passages.ToLookup(p => p.Day);
        var patients = gold.Departments.Keys.ToDictionary(k => k, _ => 0);
        var last = changes.Max(d => d.Key);
        for (var day = changes.Min(d => d.Key); day < last; day = day.AddDays(1))
        {
            foreach (var change in changes[day])
                if (patients.TryGetValue(change.DepartmentSk, out var before))
                    patients[change.DepartmentSk] = before + change.Arrivals - change.Departures;
            foreach (var (key, department) in gold.Departments)
                yield return new MidnightKpi(department.HospitalId, department.Name, day, patients[key]);
        }
    }
}
