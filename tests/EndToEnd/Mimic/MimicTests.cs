using System.Globalization;

namespace PatientFlow.Tests.Mimic;

/// <summary>Real admissions and transfers of 68 patients over 28 wards, against figures taken from the source itself.</summary>
public sealed class MimicTests(Recordings recordings)
{
    [Fact]
    public async Task Every_stay_has_the_length_transfers_and_midnights_of_the_source()
    {
        var run = await recordings.GetAsync(Recordings.Mimic);
        var shifts = MimicConverter.Shifts(Csv.Read(Path.Combine(run.Source, "TRANSFERS.csv")));
        var expected = Csv.Read(Path.Combine(run.Source, "oracle_stays.csv")).Select(s => new
        {
            Patient = MimicConverter.PatientId(s["subject_id"]),
            From = MimicConverter.Time(s["first_intime"]) + shifts[s["subject_id"]],
            To = MimicConverter.Time(s["discharge_time"]) + shifts[s["subject_id"]],
            Hours = double.Parse(s["los_hours"], CultureInfo.InvariantCulture),
            Transfers = int.Parse(s["transfers"], CultureInfo.InvariantCulture),
            Midnights = int.Parse(s["midnights_crossed"], CultureInfo.InvariantCulture),
        }).Select(s => $"{s.Patient} {s.From:s} {s.To:s} {s.Hours} {s.Transfers} {s.Midnights}");

        var rows = await (await run.LakeAsync()).RowsAsync(
            """
            SELECT patient_id, strftime(admission_time, '%Y-%m-%dT%H:%M:%S') AS f, strftime(discharge_time, '%Y-%m-%dT%H:%M:%S') AS t,
                   length_of_stay_hrs AS h, transfers AS n, midnights AS m
            FROM gold_fact_stay
            """);
        Assert.Equal(89, rows.Count);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            rows.Select(r => string.Create(
                CultureInfo.InvariantCulture,
                $"{r.GetProperty("patient_id")} {r.GetProperty("f")} {r.GetProperty("t")} {r.GetProperty("h").GetDouble()} {r.GetProperty("n")} {r.GetProperty("m")}"))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Average_length_of_stay_is_231_752_hours_and_857_midnights_were_spent()
    {
        var lake = await (await recordings.GetAsync(Recordings.Mimic)).LakeAsync();
        Assert.Equal("231.752", await lake.TextAsync("SELECT format('{:.3f}', avg(length_of_stay_hrs)) FROM gold_fact_stay"));
        Assert.Equal(857, await lake.NumberAsync("SELECT sum(midnights) FROM gold_fact_stay"));
    }

    [Fact]
    public async Task Hours_in_each_ward_by_movement_events_are_those_of_the_source()
    {
        var run = await recordings.GetAsync(Recordings.Mimic);
        var rows = await (await run.LakeAsync()).RowsAsync(
            """
            WITH moves AS (
                SELECT department_sk, event_type, event_timestamp AS since,
                       lead(event_timestamp) OVER (PARTITION BY stay_sk ORDER BY event_timestamp, fact_id) AS until
                FROM gold_fact_patient_flow)
            SELECT substr(department, 6) AS ward, count(*) AS stays, sum(epoch_us(until) - epoch_us(since)) / 3.6e9 AS hours
            FROM moves JOIN gold_dim_department USING (department_sk)
            WHERE event_type IN ('ADMISSION', 'TRANSFER') GROUP BY ward
            """);
        var found = rows.ToDictionary(r => r.GetProperty("ward").GetString()!);
        var wards = Csv.Read(Path.Combine(run.Source, "oracle_ward_hours.csv")).GroupBy(w => w["curr_wardid"]).ToList();
        Assert.Equal(wards.Select(w => w.Key).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var ward in wards)
        {
            Assert.Equal(ward.Sum(w => int.Parse(w["stays"], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
                found[ward.Key].GetProperty("stays").GetString());

            // Each figure of the source is rounded to four decimals; a ward has one for each of its care units.
            var hours = ward.Sum(w => double.Parse(w["occupied_hours"], CultureInfo.InvariantCulture));
            Assert.Equal(hours, found[ward.Key].GetProperty("hours").GetDouble(), tolerance: 0.000051 * ward.Count());
        }
    }

    [Fact]
    public async Task A_readmitted_patient_has_as_many_stays_as_admissions()
    {
        var run = await recordings.GetAsync(Recordings.Mimic);
        var expected = Csv.Read(Path.Combine(run.Source, "ADMISSIONS.csv")).CountBy(a => MimicConverter.PatientId(a["subject_id"]))
            .ToDictionary(p => p.Key, p => (long)p.Value);
        var found = await (await run.LakeAsync()).CountsAsync("SELECT patient_id, count(*) FROM gold_fact_stay GROUP BY ALL");
        Assert.Equal(new SortedDictionary<string, long>(expected, StringComparer.Ordinal), found);
        Assert.Equal(7, found.Count(p => p.Value > 1));
    }

    [Fact]
    public async Task Versions_of_patients_follow_from_what_their_admissions_said()
    {
        var run = await recordings.GetAsync(Recordings.Mimic);
        var births = Csv.Read(Path.Combine(run.Source, "PATIENTS.csv")).ToDictionary(p => p["subject_id"]);
        var begins = Csv.Read(Path.Combine(run.Source, "oracle_stays.csv")).ToDictionary(s => s["hadm_id"], s => MimicConverter.Time(s["first_intime"]));
        var expected = new List<string>();
        foreach (var patient in Csv.Read(Path.Combine(run.Source, "ADMISSIONS.csv")).GroupBy(a => a["subject_id"]))
        {
            var before = "";
            foreach (var admission in patient.OrderBy(a => begins[a["hadm_id"]]))
            {
                var birth = births[patient.Key];
                var age = MimicConverter.Age(MimicConverter.Time(birth["dob"]), begins[admission["hadm_id"]]);
                var version = $"{MimicConverter.PatientId(patient.Key)} {(birth["gender"] == "F" ? "Female" : "Male")} {age} {admission["insurance"]}";
                if (version != before) expected.Add(version);
                before = version;
            }
        }

        var rows = await (await run.LakeAsync()).RowsAsync(
            "SELECT concat_ws(' ', patient_id, gender, age, insurance_type) AS version FROM gold_dim_patient ORDER BY patient_id, effective_from");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            rows.Select(r => r.GetProperty("version").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_changed_insurance_opens_a_second_version_at_the_admission_that_told_it()
    {
        var lake = await (await recordings.GetAsync(Recordings.Mimic)).LakeAsync();
        var rows = await lake.RowsAsync(
            """
            SELECT p.insurance_type AS insurance, p.effective_from = s.admission_time AS at_admission, p.is_current AS now
            FROM gold_dim_patient p
            JOIN gold_fact_stay s ON s.patient_id = p.patient_id AND s.admission_time = p.effective_from
            WHERE p.patient_id = 'mimic-40310' ORDER BY p.effective_from
            """);
        Assert.Equal(
            ["Private True False", "Medicaid True True"],
            rows.Select(r => $"{r.GetProperty("insurance")} {r.GetProperty("at_admission")} {r.GetProperty("now")}"));
    }

    [Fact]
    public async Task The_network_is_the_28_wards_of_the_transfers_and_no_patient_is_left_in_any()
    {
        var lake = await (await recordings.GetAsync(Recordings.Mimic)).LakeAsync();
        Assert.Equal(28, await lake.NumberAsync("SELECT count(*) FROM gold_dim_department"));
        Assert.Equal(0, await lake.NumberAsync("SELECT count(*) FROM gold_fact_stay WHERE is_currently_admitted"));
        Assert.Equal(363, await lake.NumberAsync("SELECT count(*) FROM silver_patient_flow WHERE _dq_flags = 'CLEAN'"));
    }
}
