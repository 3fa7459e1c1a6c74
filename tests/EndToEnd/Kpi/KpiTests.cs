using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PatientFlow.Tests.Recovery;

namespace PatientFlow.Tests.Kpi;

/// <summary>
/// Every KPI of <c>synapse/</c>, run by DuckDB on the files of Gold, is what its definition gives on the raw events. The
/// queries are those that stand in the repository.
/// </summary>
public sealed class KpiTests(Recordings recordings, SimulatedRun simulated) : IClassFixture<SimulatedRun>
{
    private const string Simulated = "simulated";

    // Name, key columns, figures with the digits that the view rounds to, and what the oracle says.
    private static readonly (string Name, string[] Keys, (string Column, int Digits)[] Figures, Func<KpiOracle, IEnumerable<KpiRow>> Oracle)[] Kpis =
    [
        ("kpi_occupancy_by_department", ["hospital_id", "department"], [("bed_capacity", 0), ("patients", 0), ("occupancy_pct", 2)], o => o.OccupancyByDepartment()),
        ("kpi_occupancy_by_hospital", ["hospital_id"], [("bed_capacity", 0), ("patients", 0), ("occupancy_pct", 2)], o => o.OccupancyByHospital()),
        ("kpi_gender_distribution", ["gender"], [("patients", 0), ("gender_pct", 2)], o => o.Genders()),
        ("kpi_demographics_by_age_band", ["age_band", "gender"], [("patients", 0), ("patients_pct", 2)], o => o.AgeBands()),
        ("kpi_alos_by_department", ["department"], [("discharges", 0), ("avg_los_hrs", 4), ("min_los_hrs", 4), ("max_los_hrs", 4)], o => o.LengthByDepartment()),
        ("kpi_treatment_duration", ["diagnosis_code"], [("discharges", 0), ("avg_los_hrs", 4), ("min_los_hrs", 4), ("max_los_hrs", 4)], o => o.TreatmentDuration()),
        ("kpi_admissions_by_priority", ["admission_priority"], [("admissions", 0), ("admissions_pct", 2)], o => o.Priorities()),
        ("kpi_top_diagnoses", ["diagnosis_code"], [("diagnosis_rank", 0), ("stays", 0), ("avg_los_hrs", 4)], o => o.TopDiagnoses()),
        ("kpi_admissions_by_weekday", ["day_name"], [("day_of_week", 0), ("admissions", 0)], o => o.Weekdays()),
        ("kpi_vitals_by_department", ["department"], [("readings", 0), ("avg_heart_rate", 2), ("avg_bp_systolic", 2), ("avg_oxygen_saturation", 2), ("avg_temperature_f", 2)], o => o.Vitals()),
        ("kpi_midnight_census", ["hospital_id", "department", "census_date"], [("patients", 0)], o => o.MidnightCensus()),
        ("kpi_bed_occupancy_rate", ["hospital_id", "department", "year", "month"], [("days", 0), ("occupied_bed_days", 0), ("available_bed_days", 0), ("bed_occupancy_rate_pct", 2), ("average_daily_census", 2)], o => o.OccupancyRate()),
        ("kpi_bed_turnover", ["hospital_id", "year", "month"], [("discharges", 0), ("turnover_rate", 4), ("turnover_interval_days", 4)], o => o.Turnover()),
        ("kpi_inflow_by_hour", ["hospital_id", "department", "hour_of_day"], [("arrivals", 0), ("arrivals_a_day", 4)], o => o.Inflow()),
        ("kpi_alos_by_hospital", ["hospital_id"], [("discharges", 0), ("discharge_days", 0), ("alos_days", 4)], o => o.LengthByHospital()),
        ("kpi_long_stays", ["hospital_id"], [("patients", 0), ("los_7_days", 0), ("los_14_days", 0), ("los_21_days", 0)], o => o.LongStays()),
        ("kpi_overstay", ["hospital_id", "department"], [("patients", 0), ("beyond_expected", 0), ("over_50_hrs", 0)], o => o.Overstay()),
        ("kpi_volume_trend", ["date_key", "hospital_id"], [("admissions", 0), ("discharges", 0)], o => o.VolumeTrend()),
        ("v_census_hourly", ["hospital_id", "department", "census_date", "hour_of_day"], [("patients", 0)], o => o.HourlyCensus()),
    ];

    /// <summary>Recordings with a plain reading of their events, and a run of the simulator.</summary>
    public static TheoryData<string> All => [Recordings.SeedJune, Recordings.SeedFlu, Recordings.Mimic, Simulated];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_kpi_on_gold_is_what_its_definition_gives_on_the_raw_events(string recording)
    {
        await using var run = await OpenAsync(recording);
        var oracle = new KpiOracle(RawEvents.Read(run.Input), run.Network);
        var wrong = new List<string>();
        foreach (var (name, keys, figures, expected) in Kpis)
        {
            var where = name == "v_census_hourly"
                ? $" WHERE census_date IN ({string.Join(", ", oracle.SampleDays().Select(d => $"DATE '{d:yyyy-MM-dd}'"))})" : "";
            var rows = await run.Lake.RowsAsync($"SELECT * FROM dbo.{name}{where}");
            var found = rows.ToDictionary(
                r => string.Join('|', keys.Select(k => r.GetProperty(k).ToString())),
                r => figures.Select(f => Figure(r.GetProperty(f.Column))).ToArray());
            var must = expected(oracle).ToDictionary(r => r.Key, r => r.Figures);
            wrong.AddRange(must.Keys.Except(found.Keys).Take(3).Select(k => $"{name}: no row {k}"));
            wrong.AddRange(found.Keys.Except(must.Keys).Take(3).Select(k => $"{name}: a row {k} too many"));
            wrong.AddRange(must.Where(m => found.TryGetValue(m.Key, out var has) && !Equal(m.Value, has, figures))
                .Take(3).Select(m => $"{name}: {m.Key} is {Text(found[m.Key])}, must be {Text(m.Value)}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_kpi_that_there_is_is_in_this_test() =>
        Assert.Equal(
            Tools.Synapse.Kpis.KpiViews.All.Select(k => k.Name["dbo.".Length..]).Order(StringComparer.Ordinal),
            Kpis.Select(k => k.Name).Append("kpi_bed_turnaround").Order(StringComparer.Ordinal)); // BedTurnaroundTests has that one.

    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Simulated)]
    public async Task Occupancy_on_gold_is_what_the_api_answers_at_the_same_offset(string recording)
    {
        await using var run = await OpenAsync(recording);
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        foreach (var (path, kpi) in new[] { ("departments", "kpi_occupancy_by_department"), ("hospitals", "kpi_occupancy_by_hospital") })
        {
            var live = await silo.Api.GetFromJsonAsync<JsonElement[]>($"/api/{path}") ?? [];
            var name = kpi.EndsWith("department", StringComparison.Ordinal) ? "department" : "hospital_name";
            var rows = await run.Lake.RowsAsync(
                $"SELECT hospital_id, {name} AS name, patients, bed_capacity, round(occupancy_pct, 1) AS pct FROM dbo.{kpi}");
            Assert.Equal(
                live.Select(d => Line(d, "hospital_id", name, "occupancy", "capacity", "occupancy_percent")).Order(),
                rows.Select(r => Line(r, "hospital_id", "name", "patients", "bed_capacity", "pct")).Order());
        }
    }

    [Fact]
    public async Task Occupancy_is_never_over_100_percent_where_every_patient_has_a_bed()
    {
        await using var run = await OpenAsync(Simulated);
        await run.Lake.AssertNoneAsync(
            "a bed has one patient", "SELECT * FROM dbo.kpi_occupancy_by_department WHERE occupancy_pct > 100");
        await run.Lake.AssertNoneAsync(
            "at no hour are more patients in than beds", "SELECT * FROM dbo.v_census_hourly WHERE patients > bed_capacity");
    }

    [Fact]
    public async Task Average_length_of_the_stays_of_mimic_is_that_of_its_oracle_to_four_decimals()
    {
        await using var run = await OpenAsync(Recordings.Mimic);
        var stays = Csv.Read(Path.Combine(SharedData.Require(Recordings.Mimic), "oracle_stays.csv"));
        var mean = stays.Average(s => double.Parse(s["los_hours"], CultureInfo.InvariantCulture));
        var days = stays.Average(s => double.Parse(s["midnights_crossed"], CultureInfo.InvariantCulture));
        Assert.Equal(
            FormattableString.Invariant($"{mean:F4} {days:F4}"),
            await run.Lake.TextAsync(
                """
                SELECT format('{:.4f} ', sum(avg_los_hrs * discharges) / sum(discharges))
                    || (SELECT format('{:.4f}', alos_days) FROM dbo.kpi_alos_by_hospital)
                FROM dbo.kpi_alos_by_department
                """));
    }

    private static string Line(JsonElement of, params string[] names) =>
        string.Join(' ', names.Select(n => Figure(of.GetProperty(n)) is { } figure
            ? figure.ToString("0.#", CultureInfo.InvariantCulture) : of.GetProperty(n).ToString()));

    private static double? Figure(JsonElement value) => double.TryParse(
        value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) ? figure : null;

    private static bool Equal(double?[] must, double?[] has, (string Column, int Digits)[] figures) =>
        must.Zip(has, figures).All(f => f.First is null
            ? f.Second is null
            : Math.Abs((f.First - f.Second) ?? double.MaxValue) <= (f.Third.Digits == 0 ? 0 : 1.01 * Math.Pow(10, -f.Third.Digits)));

    private static string Text(double?[] figures) =>
        string.Join(", ", figures.Select(f => f?.ToString("R", CultureInfo.InvariantCulture) ?? "null"));

    private async Task<KpiRun> OpenAsync(string name)
    {
        if (name == Simulated) return await KpiRun.OpenAsync(simulated.Input, simulated.Data, network: null);
        var recording = await recordings.GetAsync(name);
        return await KpiRun.OpenAsync(recording.Input, recording.Data, recording.Network);
    }
}
