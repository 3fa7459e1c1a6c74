namespace PatientFlow.Silo.Synapse;

/// <summary>The seed's KPIs (seed-spec section 8), right where the seed was wrong (section 9).</summary>
internal static class KpiViews
{
    /// <summary>Every KPI; one that reads another comes after it.</summary>
    public static IReadOnlyList<SqlView> All { get; } =
    [
        OccupancyKpis.ByDepartment, OccupancyKpis.ByHospital,
        PatientKpis.GenderDistribution,
        StayKpis.AverageLength,
        AdmissionKpis.ByPriority,
        StayKpis.TopDiagnoses,
        AdmissionKpis.ByWeekday,
        PatientKpis.AverageVitals,
    ];
}
