using PatientFlow.Kpi;
using static PatientFlow.Tools.Synapse.Kpis.SqlFigures;

namespace PatientFlow.Tools.Synapse.Kpis;

/// <summary>How long stays last, and why. Lengths are those of stays that ended.</summary>
internal static class StayKpis
{
    private const int OverstayHours = StayUntilNow.OverstayHours;

    public static SqlView AverageLength { get; } = SqlView.Of(
        LengthKpi.ByDepartment,
        $"""
        SELECT
            {OrUnknown("d.department")} AS department,
        {Lengths}
        FROM dbo.fact_stay AS s
        LEFT JOIN dbo.dim_department AS d ON d.department_sk = s.department_sk
        WHERE {Ended("s")}
        GROUP BY {OrUnknown("d.department")}
        """);

    public static SqlView AverageLengthInDays { get; } = new()
    {
        Name = "dbo.kpi_alos_by_hospital",
        Definition = "average length of stay in days = days of discharged patients / discharges, deaths included; the "
            + "days of a stay are the midnights of the hospital that it spans, so a stay that ends on the day it began "
            + "has none and is a discharge all the same; one without a length is a discharge and in no average. One in an "
            + "unknown place is in no hospital.",
        Source = "hospital statistics of WHO and OECD (ALOS); kpi_alos_by_department has hours.",
        Query = $"""
            SELECT
                h.hospital_id,
                h.hospital_name,
                COUNT_BIG(s.stay_sk) AS discharges,
                SUM(s.midnights) AS discharge_days,
                ROUND(1E0 * SUM(s.midnights) / NULLIF(COUNT_BIG(s.midnights), 0), 4) AS alos_days
            FROM dbo.fact_stay AS s
            INNER JOIN dbo.dim_department AS d ON d.department_sk = s.department_sk
            INNER JOIN dbo.dim_hospital AS h ON h.hospital_id = d.hospital_id
            WHERE {Ended("s")}
            GROUP BY h.hospital_id, h.hospital_name
            """,
    };

    public static SqlView TreatmentDuration { get; } = new()
    {
        Name = "dbo.kpi_treatment_duration",
        Definition = "stays that ended, and their mean, shortest and longest length in hours, by the last known "
            + "diagnosis, counted as in kpi_alos_by_department; Unknown where there is none.",
        Source = "KPI \"treatment duration\" of the seed's ancestor, for every diagnosis.",
        Query = $"""
            SELECT
                {OrUnknown("s.diagnosis_code")} AS diagnosis_code,
            {Lengths}
            FROM dbo.fact_stay AS s
            WHERE {Ended("s")}
            GROUP BY {OrUnknown("s.diagnosis_code")}
            """,
    };

    public static SqlView LongStays { get; } = new()
    {
        Name = "dbo.kpi_long_stays",
        Definition = "patients who are in now, and those of them who have been for 7, 14 and 21 midnights (UTC) or "
            + "more, by hospital. Now is the newest admission or discharge in the data, so that the figure does not "
            + "change while nothing comes in.",
        Source = "NHS England UEC SitRep (LOS 7+, 14+, 21+ days), which counts midnights.",
        Query = $"""
            WITH {Moment}
            SELECT
                h.hospital_id,
                h.hospital_name,
                COUNT_BIG(s.stay_sk) AS patients,
                SUM(CASE WHEN DATEDIFF(DAY, s.admission_time, n.as_of) >= 7 THEN 1 ELSE 0 END) AS los_7_days,
                SUM(CASE WHEN DATEDIFF(DAY, s.admission_time, n.as_of) >= 14 THEN 1 ELSE 0 END) AS los_14_days,
                SUM(CASE WHEN DATEDIFF(DAY, s.admission_time, n.as_of) >= 21 THEN 1 ELSE 0 END) AS los_21_days
            FROM dbo.dim_hospital AS h
            INNER JOIN dbo.dim_department AS d ON d.hospital_id = h.hospital_id
            CROSS JOIN moment AS n
            LEFT JOIN {OpenStays}
            GROUP BY h.hospital_id, h.hospital_name
            """,
    };

    public static SqlView Overstay { get; } = new()
    {
        Name = "dbo.kpi_overstay",
        Definition = "patients who are in the department now, those of them beyond their expected discharge, and those "
            + $"who have been in the hospital for more than {OverstayHours} hours. Now is the newest admission or "
            + "discharge in the data.",
        Source = "KPI \"overstay\" of the seed's ancestor, which took 50 hours for every department; the expected "
            + "discharge is the patient's own measure.",
        Query = $"""
            WITH {Moment}
            SELECT
                d.department_sk,
                d.hospital_id,
                d.department,
                COUNT_BIG(s.stay_sk) AS patients,
                SUM(CASE WHEN s.expected_discharge_time < n.as_of THEN 1 ELSE 0 END) AS beyond_expected,
                SUM(CASE WHEN DATEDIFF(MINUTE, s.admission_time, n.as_of) > {OverstayHours * 60} THEN 1 ELSE 0 END) AS over_{OverstayHours}_hrs
            FROM dbo.dim_department AS d
            CROSS JOIN moment AS n
            LEFT JOIN {OpenStays}
            GROUP BY d.department_sk, d.hospital_id, d.department
            """,
    };

    public static SqlView TopDiagnoses { get; } = SqlView.Of(
        DiagnosisKpi.Top,
        $"""
        SELECT
            ROW_NUMBER() OVER (ORDER BY COUNT_BIG(s.stay_sk) DESC, s.diagnosis_code) AS diagnosis_rank,
            s.diagnosis_code,
            COUNT_BIG(s.stay_sk) AS stays,
            {AverageHours} AS avg_los_hrs
        FROM dbo.fact_stay AS s
        WHERE s.diagnosis_code IS NOT NULL
        GROUP BY s.diagnosis_code
        ORDER BY diagnosis_rank
        OFFSET 0 ROWS FETCH NEXT {DiagnosisKpi.Shown} ROWS ONLY
        """);
}
