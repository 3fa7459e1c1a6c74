using System.Globalization;

namespace PatientFlow.Tests.Eicu;

/// <summary>Real unit stays of 116 hospitals with the dirt that they were recorded with, counted from the source's rows.</summary>
public sealed class EicuTests(Recordings recordings)
{
    [Fact]
    public async Task The_network_is_116_hospitals_with_176_wards()
    {
        var (lake, _) = await OpenAsync();
        Assert.Equal(116, await lake.NumberAsync("SELECT count(DISTINCT hospital_id) FROM gold_dim_department"));
        Assert.Equal(176, await lake.NumberAsync("SELECT count(*) FROM gold_dim_department"));
    }

    [Fact]
    public async Task Every_hospital_stay_is_a_stay_and_its_unit_stays_are_transfers()
    {
        var (lake, units) = await OpenAsync();
        var expected = units.CountBy(u => u["patienthealthsystemstayid"]).CountBy(s => (s.Value - 1).ToString(CultureInfo.InvariantCulture))
            .ToDictionary(s => s.Key, s => (long)s.Value);
        Assert.Equal(
            new SortedDictionary<string, long>(expected, StringComparer.Ordinal),
            await lake.CountsAsync("SELECT transfers, count(*) FROM gold_fact_stay GROUP BY ALL"));
        Assert.Equal(1354, await lake.NumberAsync("SELECT count(*) FROM gold_fact_stay WHERE stay_status = 'closed'"));
        Assert.Equal(1354, await lake.NumberAsync("SELECT count(*) FROM gold_fact_patient_flow WHERE event_type = 'DISCHARGE' AND discharge_time IS NOT NULL"));
    }

    [Fact]
    public async Task Stays_and_patients_are_counted_by_hospital_as_in_the_source()
    {
        var (lake, units) = await OpenAsync();
        var expected = units.DistinctBy(u => u["patienthealthsystemstayid"]).CountBy(u => u["hospitalid"]).ToDictionary(h => h.Key, h => (long)h.Value);
        Assert.Equal(
            new SortedDictionary<string, long>(expected, StringComparer.Ordinal),
            await lake.CountsAsync("SELECT hospital_id, count(*) FROM gold_fact_stay JOIN gold_dim_department USING (department_sk) GROUP BY ALL"));
        Assert.Equal(
            units.Select(u => u["uniquepid"]).Distinct().Count(),
            await lake.NumberAsync("SELECT count(DISTINCT patient_id) FROM gold_dim_patient"));
    }

    [Fact]
    public async Task Every_stay_lasts_the_minutes_of_the_source()
    {
        var (lake, units) = await OpenAsync();

        // From the earlier of hospital and first unit admission to the hospital's discharge.
        var expected = units.GroupBy(u => u["patienthealthsystemstayid"]).Select(stay =>
        {
            var admitted = Math.Max(0, stay.Max(u => Number(u, "hospitaladmitoffset")));
            return Number(stay.First(), "hospitaldischargeoffset") - Number(stay.First(), "hospitaladmitoffset") + admitted;
        });
        var rows = await lake.RowsAsync(
            "SELECT (epoch_us(discharge_time) - epoch_us(admission_time)) // 60000000 AS minutes FROM gold_fact_stay");
        Assert.Equal(expected.Order(), rows.Select(r => int.Parse(r.GetProperty("minutes").GetString()!, CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public async Task An_age_that_is_no_number_is_flagged_as_malformed_and_never_guessed()
    {
        var (lake, units) = await OpenAsync();
        var dirty = units.Where(u => !int.TryParse(u["age"], out _)).Select(u => u["patientunitstayid"]).ToHashSet();
        var flagged = await lake.RowsAsync(
            "SELECT DISTINCT split_part(event_id, '-', 2) AS unit FROM silver_patient_flow WHERE _dq_extra LIKE '%MALFORMED_FIELD%'");
        Assert.Equal(dirty.Order(), flagged.Select(r => r.GetProperty("unit").GetString()!).Order());
        await lake.AssertNoneAsync(
            "a malformed age is null", "SELECT event_id FROM silver_patient_flow WHERE _dq_extra LIKE '%MALFORMED_FIELD%' AND age IS NOT NULL");
    }

    [Fact]
    public async Task A_blank_gender_or_diagnosis_is_null_and_flagged_as_missing()
    {
        var (lake, units) = await OpenAsync();
        foreach (var (column, ours, flag) in new[] { ("gender", "gender", "MISSING_GENDER"), ("apacheadmissiondx", "diagnosis_code", "MISSING_DIAGNOSIS") })
        {
            var admissions = units.GroupBy(u => u["patienthealthsystemstayid"]).Count(s => First(s)[column].Length == 0);
            Assert.Equal(admissions, await lake.NumberAsync(
                $"SELECT count(*) FROM silver_patient_flow WHERE event_type = 'ADMISSION' AND {ours} IS NULL AND _dq_extra LIKE '%{flag}%'"));
            Assert.Equal(admissions, await lake.NumberAsync(
                $"SELECT count(*) FROM silver_patient_flow WHERE event_type = 'ADMISSION' AND ({ours} IS NULL OR _dq_extra LIKE '%{flag}%')"));
        }
    }

    [Fact]
    public async Task A_unit_that_still_reports_after_the_hospital_discharged_is_flagged()
    {
        var (lake, units) = await OpenAsync();
        var late = units.Where(u => Number(u, "unitdischargeoffset") > Number(u, "hospitaldischargeoffset")).ToList();
        Assert.Equal(22, late.Count);
        var flagged = await lake.RowsAsync(
            "SELECT split_part(event_id, '-', 2) AS unit FROM silver_patient_flow WHERE event_type = 'VITALS' AND _dq_extra LIKE '%NO_OPEN_STAY%'");
        Assert.Equal(late.Select(u => u["patientunitstayid"]).Order(), flagged.Select(r => r.GetProperty("unit").GetString()!).Order());
    }

    [Fact]
    public async Task A_hospital_admission_after_the_units_is_a_future_admission_and_begins_with_the_unit()
    {
        var (lake, units) = await OpenAsync();
        var dirty = units.GroupBy(u => u["patienthealthsystemstayid"]).Count(s => Number(First(s), "hospitaladmitoffset") > 0);
        Assert.Equal(11, dirty);
        Assert.Equal(dirty, await lake.NumberAsync(
            "SELECT count(*) FROM silver_patient_flow WHERE event_type = 'ADMISSION' AND _dq_flags = 'FUTURE_ADMISSION' AND admission_time = event_timestamp"));
    }

    private static IReadOnlyDictionary<string, string> First(IEnumerable<IReadOnlyDictionary<string, string>> stay) =>
        stay.OrderByDescending(u => Number(u, "hospitaladmitoffset")).ThenBy(u => Number(u, "unitvisitnumber")).First();

    private static int Number(IReadOnlyDictionary<string, string> row, string column) => int.Parse(row[column], CultureInfo.InvariantCulture);

    private async Task<(LakeReader Lake, IReadOnlyList<IReadOnlyDictionary<string, string>> Units)> OpenAsync()
    {
        var run = await recordings.GetAsync(Recordings.Eicu);
        return (await run.LakeAsync(), Csv.Read(Path.Combine(run.Source, "patient.csv")));
    }
}
