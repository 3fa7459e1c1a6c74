namespace PatientFlow.Tests.Deid;

/// <summary>Nothing in the de-identified Gold says who a patient is or when anything was.</summary>
public sealed class DeidTests(Recordings recordings)
{
    private const string Key = "a key of a test, which is not at all random";

    private static readonly string[] Tables = ["dim_department", "dim_patient", "fact_patient_flow", "fact_stay", "volume_by_year"];

    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.Mimic)]
    public async Task No_identifier_and_no_date_of_gold_is_in_it(string recording)
    {
        using var folder = await DeidentifiedAsync(recording, Key);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        foreach (var table in Tables)
        {
            foreach (var column in await ColumnsAsync(lake, $"gold_deid_{table}", "VARCHAR"))
                foreach (var id in new[] { "patient_id", "event_id", "bed_id" })
                    await lake.AssertNoneAsync(
                        $"{column} of {table} holds no {id}",
                        $"SELECT 1 FROM gold_deid_{table} WHERE {column} IN (SELECT {id} FROM gold_fact_patient_flow WHERE {id} IS NOT NULL)");
            foreach (var column in await ColumnsAsync(lake, $"gold_deid_{table}", "BIGINT"))
                if (column is not ("department_sk" or "admission_department_sk"))
                    await lake.AssertNoneAsync(
                        $"{column} of {table} holds no key of gold",
                        $"""
                        SELECT 1 FROM gold_deid_{table} WHERE {column} IN (
                            SELECT fact_id FROM gold_fact_patient_flow UNION ALL SELECT patient_sk FROM gold_dim_patient
                            UNION ALL SELECT stay_sk FROM gold_fact_stay)
                        """);
        }

        // A stay is found again by its length and course alone: each of its times must differ then.
        await lake.AssertNoneAsync(
            "no stay keeps its days",
            """
            SELECT d.stay_sk FROM gold_deid_fact_stay d JOIN gold_fact_stay s
            ON s.length_of_stay_hrs = d.length_of_stay_hrs AND s.department_sk IS NOT DISTINCT FROM d.department_sk
            WHERE s.admission_time = d.admission_time OR s.discharge_time = d.discharge_time
               OR s.admission_date = d.admission_date OR s.expected_discharge_time = d.expected_discharge_time
            """);
        await lake.AssertNoneAsync(
            "ages are grouped from 90 on", "SELECT age FROM gold_deid_dim_patient WHERE age > 90");
    }

    [Fact]
    public async Task Every_date_of_a_patient_moves_by_one_number_of_days_so_that_lengths_and_joins_hold()
    {
        using var folder = await DeidentifiedAsync(Recordings.Mimic, Key);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(89, await lake.NumberAsync("SELECT count(*) FROM gold_deid_fact_stay"));
        Assert.Equal(68, await lake.NumberAsync("SELECT count(DISTINCT patient_id) FROM gold_deid_dim_patient"));
        await lake.AssertNoneAsync(
            "a length is the time between the shifted dates",
            """
            SELECT stay_sk FROM gold_deid_fact_stay
            WHERE abs(length_of_stay_hrs - (epoch_us(discharge_time) - epoch_us(admission_time)) / 3.6e9) > 0.00005000001
               OR CAST(admission_time AS DATE) <> admission_date
            """);
        await lake.AssertNoneAsync(
            "keys resolve",
            """
            SELECT f.fact_id FROM gold_deid_fact_patient_flow f
            LEFT JOIN gold_deid_fact_stay s USING (stay_sk) LEFT JOIN gold_deid_dim_patient p ON p.patient_sk = f.patient_sk
            WHERE s.patient_id IS DISTINCT FROM f.patient_id OR p.patient_id IS DISTINCT FROM f.patient_id
            """);
        // Patients with several stays keep the time between them, which tells their one shift.
        Assert.Equal(
            await lake.CountsAsync("SELECT epoch_us(max(admission_time)) - epoch_us(min(admission_time)) AS apart, count(*) OVER () FROM gold_fact_stay GROUP BY patient_id HAVING count(*) > 1"),
            await lake.CountsAsync("SELECT epoch_us(max(admission_time)) - epoch_us(min(admission_time)) AS apart, count(*) OVER () FROM gold_deid_fact_stay GROUP BY patient_id HAVING count(*) > 1"));
    }

    [Fact]
    public async Task A_text_or_a_figure_of_fewer_than_eleven_patients_is_not_shown()
    {
        using var folder = await DeidentifiedAsync(Recordings.Mimic, Key);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        await lake.AssertNoneAsync(
            "a diagnosis has eleven patients",
            """
            SELECT diagnosis_code FROM gold_deid_fact_stay WHERE diagnosis_code <> 'Rare'
            GROUP BY diagnosis_code HAVING count(DISTINCT patient_id) < 11
            """);
        await lake.AssertNoneAsync("a figure has eleven stays", "SELECT * FROM gold_deid_volume_by_year WHERE stays < 11");
        Assert.NotEqual(0, await lake.NumberAsync("SELECT count(*) FROM gold_deid_volume_by_year WHERE stays IS NULL AND avg_los_hrs IS NULL"));
    }

    [Fact]
    public async Task A_run_again_gives_the_same_pseudonyms_and_another_key_gives_others()
    {
        using var one = await DeidentifiedAsync(Recordings.SeedJune, Key);
        using var other = await DeidentifiedAsync(Recordings.SeedJune, Key + "!");
        var again = await DeidAsync(one, Key);
        Assert.True(again.ExitCode == 0, $"{again}");
        await using var lakes = await LakeReader.OpenAsync(
            ("one", Path.Combine(one["data"], "lake")), ("other", Path.Combine(other["data"], "lake")));
        var patients = await lakes.NumberAsync("SELECT count(DISTINCT patient_id) FROM gold_dim_patient");
        Assert.Equal(patients, await lakes.NumberAsync("SELECT count(DISTINCT patient_id) FROM one.gold_deid_dim_patient"));
        await lakes.AssertNoneAsync(
            "pseudonyms of two keys have nothing in common",
            "SELECT patient_id FROM one.gold_deid_dim_patient WHERE patient_id IN (SELECT patient_id FROM other.gold_deid_dim_patient)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("too short")]
    public async Task Without_a_key_that_cannot_be_guessed_nothing_is_written(string key)
    {
        using var folder = await CopyAsync(Recordings.SeedJune);
        var run = await DeidAsync(folder, key);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("key", $"{run}", StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder["data"], "lake", "gold_deid")));
    }

    private static async Task<IReadOnlyList<string>> ColumnsAsync(LakeReader lake, string table, string type) =>
        [.. (await lake.RowsAsync($"SELECT column_name FROM log_columns WHERE name = '{table}' AND type = '{type}'"))
            .Select(r => r.GetProperty("column_name").ToString())];

    private static async Task<Finished> DeidAsync(TestFolder folder, string key) => await SiloProgram.RunAsync(
        "deid", "--data", folder["data"], "--key-file", folder.Write("key", [key]));

    private async Task<TestFolder> DeidentifiedAsync(string recording, string key)
    {
        var folder = await CopyAsync(recording);
        var run = await DeidAsync(folder, key);
        Assert.True(run.ExitCode == 0, $"deid: {run}");
        return folder;
    }

    private async Task<TestFolder> CopyAsync(string recording)
    {
        var folder = new TestFolder();
        TestFolder.Copy((await recordings.GetAsync(recording)).Data, folder["data"]);
        return folder;
    }
}
