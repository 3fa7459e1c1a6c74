namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>The KPIs of the seed (seed-spec section 8), right where it was wrong (section 9), of its ancestor, and the official ones of
/// hospital statistics (domain 2.3).</summary>
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
        CensusKpis.Hourly, CensusKpis.Midnight, CensusKpis.OccupiedBedDays, CensusKpis.Turnover, BedKpis.Turnaround, CensusKpis.Inflow,
        StayKpis.AverageLengthInDays, StayKpis.LongStays, StayKpis.Overstay, StayKpis.TreatmentDuration,
        AdmissionKpis.VolumeTrend, PatientKpis.AgeBands,
    ];
}
