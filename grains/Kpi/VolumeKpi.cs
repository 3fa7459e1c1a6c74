namespace PatientFlow.Kpi;

/// <summary>How many came to a hospital and left it on a day.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="HospitalId">Hospital of the network.</param>
/// <param name="Admissions">Stays that began.</param>
/// <param name="Discharges">Stays that ended.</param>
public sealed record VolumeKpi(DateOnly Day, int HospitalId, int Admissions, int Discharges)
{
    /// <summary>By day and hospital.</summary>
    public static KpiDefinition ByDay { get; } = new()
    {
        Name = "dbo.kpi_volume_trend",
        Meaning = "admissions to the hospital and discharges from it, deaths included, by UTC day; transfers within "
            + "it are neither. A day without either has no row.",
        Source = "KPI \"volume trend\" of the seed's ancestor, from stays instead of events.",
    };

    /// <summary>Every day and hospital with an admission or a discharge, in order of time.</summary>
    public static IReadOnlyList<VolumeKpi> Of(KpiGold gold)
    {
        var admissions = Count(gold, gold.Stays.Select(s => (s.AdmittedToSk, (DateTimeOffset?)s.AdmissionTime)));
        var discharges = Count(gold, gold.Stays.Where(s => !s.IsOpen).Select(s => (s.DepartmentSk, s.DischargeTime)));
        return
        [
            .. admissions.Keys.Union(discharges.Keys).Order().Select(k => new VolumeKpi(
                k.Day, k.HospitalId, admissions.GetValueOrDefault(k), discharges.GetValueOrDefault(k))),
        ];
    }

    private static Dictionary<(DateOnly Day, int HospitalId), int> Count(
        KpiGold gold, IEnumerable<(long? DepartmentSk, DateTimeOffset? At)> times)
    {
        var counts = new Dictionary<(DateOnly, int), int>();
        foreach (var (key, at) in times)
        {
            if (at is not { } time || gold.Find(key) is not { } department) continue;
            var place = (DateOnly.FromDateTime(time.UtcDateTime), department.HospitalId);
            counts[place] = counts.GetValueOrDefault(place) + 1;
        }

        return counts;
    }
}
