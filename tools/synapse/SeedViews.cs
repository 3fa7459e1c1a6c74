namespace PatientFlow.Tools.Synapse;

/// <summary>
/// The views that the seed's reports read: exactly its columns, in its order (seed-spec sections 7 and 8). The seed
/// needed them to repair keys; here keys are right, so they only keep the contract while tables grow.
/// </summary>
internal static class SeedViews
{
    /// <summary>The four views.</summary>
    public static IReadOnlyList<SqlView> All { get; } =
    [
        new()
        {
            Name = "dbo.v_dim_patient",
            Definition = "SCD2 versions of patients; exactly one a patient is current.",
            Source = "seed, dim_patient.",
            Query = """
                SELECT
                    p.patient_sk, p.patient_id, p.gender, p.age, p.insurance_type,
                    p.effective_from, p.effective_to, p.is_current
                FROM dbo.dim_patient AS p
                """,
        },
        new()
        {
            Name = "dbo.v_dim_department",
            Definition = "every department of every hospital, with its staffed beds.",
            Source = "seed, dim_department.",
            Query = """
                SELECT
                    d.department_sk, d.department, d.hospital_id, d.hospital_name, d.bed_capacity
                FROM dbo.dim_department AS d
                """,
        },
        new()
        {
            Name = "dbo.v_dim_date",
            Definition = "days of every year that an admission falls into.",
            Source = "seed, dim_date; day_of_week 1 = Sunday.",
            Query = """
                SELECT
                    t.date_key, t.year, t.quarter, t.month, t.month_name, t.day,
                    t.day_of_week, t.day_name, t.is_weekend
                FROM dbo.dim_date AS t
                """,
        },
        new()
        {
            Name = "dbo.v_fact_patient_flow",
            Definition = "admission and discharge events, the two kinds that the seed knew, so that a report that "
                + "counts rows keeps its meaning. is_currently_admitted is true on the one admission of a stay that "
                + "still lasts: its sum is the number of patients who are in, by the department of admission (where "
                + "they are after transfers: kpi_occupancy_by_department).",
            Source = "seed, fact_patient_flow. The seed left is_currently_admitted true for ever (1,450 % occupancy). "
                + "A stay's key is the fact_id of the event that opened it.",
            Query = """
                SELECT
                    f.fact_id, f.patient_sk, f.department_sk, f.event_type, f.event_id, f.patient_id,
                    f.admission_date, f.admission_time, f.discharge_time, f.expected_discharge_time,
                    f.length_of_stay_hrs,
                    CAST(CASE WHEN s.stay_sk IS NULL THEN 0 ELSE 1 END AS BIT) AS is_currently_admitted,
                    f.admission_priority, f.diagnosis_code, f.discharge_status, f.bed_id,
                    f.heart_rate, f.bp_systolic, f.bp_diastolic, f.temperature_f, f.oxygen_saturation,
                    f._gold_processed_at
                FROM dbo.fact_patient_flow AS f
                LEFT JOIN dbo.fact_stay AS s ON s.stay_sk = f.fact_id AND s.stay_status = 'open'
                WHERE f.event_type IN ('ADMISSION', 'DISCHARGE')
                """,
        },
    ];
}
