using System.Text.Json;

namespace PatientFlow.Tests.Seed;

/// <summary>Events of the seed's own simulator, against counts that an independent script took of the files.</summary>
public sealed class SeedEventsTests(Recordings recordings)
{
    private const string Flags = "readme_null_admission_kept";

    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.SeedFlu)]
    public async Task Bronze_keeps_duplicates_and_silver_the_first_of_each_event(string file)
    {
        var (lake, oracle) = await OpenAsync(file);
        Assert.Equal(oracle.GetProperty("rows").GetInt64(), await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        Assert.Equal(
            oracle.GetProperty("distinct_events").GetInt64(), await lake.NumberAsync("SELECT count(*) FROM silver_patient_flow"));
        Assert.Equal(0, await lake.NumberAsync("SELECT count(*) FROM bronze_quarantine"));
        Assert.Equal(
            Counts(oracle.GetProperty("event_types_distinct")),
            await lake.CountsAsync("SELECT event_type, count(*) FROM silver_patient_flow GROUP BY ALL"));
        Assert.Equal(
            oracle.GetProperty("distinct_patients").GetInt64(),
            await lake.NumberAsync("SELECT count(DISTINCT patient_id) FROM gold_dim_patient"));
    }

    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.SeedFlu)]
    public async Task Quality_flags_by_exact_value_are_those_of_the_oracle(string file)
    {
        var (lake, oracle) = await OpenAsync(file);
        var expected = Counts(oracle.GetProperty(Flags).GetProperty("by_exact_value"));
        Assert.Equal(expected, await lake.CountsAsync("SELECT _dq_flags, count(*) FROM silver_patient_flow GROUP BY ALL"));
        Assert.Equal(expected, await lake.CountsAsync("SELECT _dq_flags, count(*) FROM gold_fact_patient_flow GROUP BY ALL"));
    }

    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.SeedFlu)]
    public async Task Missing_values_stay_null_in_silver_and_are_flagged_as_extra(string file)
    {
        var (lake, oracle) = await OpenAsync(file);
        var nulls = oracle.GetProperty("nulls_distinct");
        foreach (var (field, flag) in new[]
        {
            ("gender", "MISSING_GENDER"), ("age", "MISSING_AGE"), ("diagnosis_code", "MISSING_DIAGNOSIS"),
            ("insurance_type", "MISSING_INSURANCE"), ("admission_time", "NULL_ADMISSION_TIME"),
        })
        {
            Assert.Equal(nulls.GetProperty(field).GetInt64(), await lake.NumberAsync(
                $"SELECT count(*) FROM silver_patient_flow WHERE list_contains(string_split(_dq_extra, '|'), '{flag}')"));
            var removed = field == "age" ? "AND _dq_flags NOT LIKE '%INVALID_AGE%'" : "";
            Assert.Equal(nulls.GetProperty(field).GetInt64(), await lake.NumberAsync(
                $"SELECT count(*) FROM silver_patient_flow WHERE {field} IS NULL {removed}"));
        }
    }

    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.SeedFlu)]
    public async Task A_dirty_hospital_id_is_recovered_from_the_bed(string file)
    {
        var (lake, oracle) = await OpenAsync(file);
        Assert.Equal(oracle.GetProperty("hospital_UNKNOWN_recoverable_from_bed_id").GetInt64(), await lake.NumberAsync(
            """
            SELECT count(*) FROM silver_patient_flow
            WHERE _dq_flags LIKE '%INVALID_HOSPITAL_ID%' AND _dq_extra LIKE '%HOSPITAL_FROM_BED%'
              AND hospital_id = CAST(substr(bed_id, 2, 1) AS INTEGER)
            """));
        await lake.AssertNoneAsync(
            "every fact of the seed has its department", "SELECT fact_id FROM gold_fact_patient_flow WHERE department_sk IS NULL");
    }

    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.SeedFlu)]
    public async Task Patients_open_at_the_end_are_those_of_the_oracle(string file)
    {
        var (lake, oracle) = await OpenAsync(file);
        var open = oracle.GetProperty("patients_open_at_end").GetInt64();
        Assert.Equal(open, await lake.NumberAsync("SELECT count(*) FROM gold_fact_stay WHERE is_currently_admitted"));
        Assert.Equal(
            open,
            await lake.NumberAsync("SELECT count(DISTINCT patient_id) FROM gold_fact_stay WHERE stay_status = 'open'"));
        Assert.Equal(
            oracle.GetProperty("distinct_patients").GetInt64(), await lake.NumberAsync("SELECT count(*) FROM gold_fact_stay"));
    }

    private static SortedDictionary<string, long> Counts(JsonElement counts) => new(
        counts.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64()), StringComparer.Ordinal);

    private async Task<(LakeReader Lake, JsonElement Oracle)> OpenAsync(string file)
    {
        var run = await recordings.GetAsync(file);
        var oracle = JsonElement.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(run.Source, ".oracle.json")));
        return (await run.LakeAsync(), oracle);
    }
}
