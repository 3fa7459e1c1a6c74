using System.Globalization;
using System.Text.Json;
using PatientFlow.Kpi;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Tools.Kpi;

namespace PatientFlow.Tests.Kpi;

/// <summary>
/// What the terminal shows (<c>./run kpi</c>, <c>./run demo</c>) and what the views of <c>synapse/</c> give over the same
/// lake are the same figures: the rules of <c>grains/Kpi</c>, run by their own reader of the lake, beside DuckDB.
/// </summary>
public sealed class SharedFigureTests(Recordings recordings, KpiExampleRun examples) : IClassFixture<KpiExampleRun>
{
    private const string Examples = "examples";

    // The definition, how its view is read, digits that the view rounds to, and the rule's rows.
    private static readonly (KpiDefinition Figure, string[] Keys, (string Column, int Digits)[] Figures, Func<KpiGold, IEnumerable<KpiRow>> Rule)[] Shared =
    [
        (OccupancyKpi.ByDepartment, ["hospital_id", "department"], [("bed_capacity", 0), ("patients", 0), ("occupancy_pct", 2)],
            g => OccupancyKpi.Of(g).Select(o => new KpiRow($"{o.HospitalId}|{o.Department}", o.Beds, o.Patients, OccupancyKpi.Percent([o])))),
        (OccupancyKpi.ByHospital, ["hospital_id"], [("bed_capacity", 0), ("patients", 0), ("occupancy_pct", 2)],
            g => OccupancyKpi.Of(g).GroupBy(o => o.HospitalId).Select(h => new KpiRow(
                $"{h.Key}", h.Sum(o => o.Beds), h.Sum(o => o.Patients), OccupancyKpi.Percent([.. h])))),
        (ShareKpi.OfGenders, ["gender"], [("patients", 0), ("gender_pct", 2)], g => ShareKpi.Genders(g).Select(Row)),
        (ShareKpi.OfPriorities, ["admission_priority"], [("admissions", 0), ("admissions_pct", 2)], g => ShareKpi.Priorities(g).Select(Row)),
        (ShareKpi.OfWeekdays, ["day_name"], [("admissions", 0)], g => ShareKpi.Weekdays(g).Select(s => new KpiRow(s.Name, s.Count))),
        (LengthKpi.ByDepartment, ["department"], [("discharges", 0), ("avg_los_hrs", 4), ("min_los_hrs", 4), ("max_los_hrs", 4)],
            g => LengthKpi.Of(g).Select(l => new KpiRow(l.Department, l.Discharges, l.AverageHours, l.MinHours, l.MaxHours))),
        (DiagnosisKpi.Top, ["diagnosis_code"], [("diagnosis_rank", 0), ("stays", 0), ("avg_los_hrs", 4)],
            g => DiagnosisKpi.Of(g).Select((d, rank) => new KpiRow(d.Diagnosis, rank + 1, d.Stays, d.AverageHours))),
        (VolumeKpi.ByDay, ["date_key", "hospital_id"], [("admissions", 0), ("discharges", 0)],
            g => VolumeKpi.Of(g).Select(v => new KpiRow($"{v.Day:yyyy-MM-dd}|{v.HospitalId}", v.Admissions, v.Discharges))),
        (MidnightKpi.ByDepartment, ["hospital_id", "department", "census_date"], [("patients", 0)],
            g => MidnightKpi.Of(g).Select(m => new KpiRow($"{m.HospitalId}|{m.Department}|{m.Day:yyyy-MM-dd}", m.Patients))),
        (VitalsKpi.ByDepartment, ["department"],
            [("readings", 0), ("avg_heart_rate", 2), ("avg_bp_systolic", 2), ("avg_oxygen_saturation", 2), ("avg_temperature_f", 2)],
            g => VitalsKpi.Of(g).Select(v => new KpiRow(v.Department, v.Readings, v.HeartRate, v.Systolic, v.Saturation, v.Temperature))),
    ];

    public static TheoryData<string> All => [Examples, Recordings.SeedJune, Recordings.SeedFlu, Recordings.Mimic, Recordings.Eicu];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_figure_that_the_terminal_and_the_views_both_have_is_the_same_over_the_same_lake(string lake)
    {
        await using var run = await OpenAsync(lake);
        var gold = await GoldAsync(run);
        var wrong = new List<string>();
        foreach (var (figure, keys, columns, rule) in Shared)
        {
            var rows = await run.Lake.RowsAsync($"SELECT * FROM {figure.Name}");
            var view = rows.ToDictionary(
                r => string.Join('|', keys.Select(k => r.GetProperty(k).ToString())),
                r => columns.Select(c => Number(r.GetProperty(c.Column))).ToArray());
            var screen = rule(gold).ToDictionary(r => r.Key, r => r.Figures);
            wrong.AddRange(screen.Keys.Except(view.Keys).Take(3).Select(k => $"{figure.Name}: the view has no row {k}"));
            wrong.AddRange(view.Keys.Except(screen.Keys).Take(3).Select(k => $"{figure.Name}: the terminal has no row {k}"));
            wrong.AddRange(screen.Where(s => view.TryGetValue(s.Key, out var has) && !Same(s.Value, has, columns))
                .Take(3).Select(s => $"{figure.Name}: {s.Key} is {Text(view[s.Key])} in the view, {Text(s.Value)} on the terminal"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("ICU", 2, 1, 0, 2)]
    [InlineData("Surgery", 1, 0, 0, 0)]
    [InlineData("Unknown", 1, 4, 4, 4)]
    [InlineData("Cardiology", 1, 1, 1, 1)]
    [InlineData("Maternity", 1, 30.5, 30.5, 30.5)]
    public async Task A_stay_of_zero_hours_counts_in_the_average_length_of_both_readers(
        string department, int discharges, double average, double shortest, double longest)
    {
        await using var run = await OpenAsync(Examples);
        var must = new LengthKpi(department, discharges, average, shortest, longest);

        Assert.Equal(must, LengthKpi.Of(await GoldAsync(run)).Single(l => l.Department == department));
        var row = Assert.Single(await run.Lake.RowsAsync($"SELECT * FROM {LengthKpi.ByDepartment.Name} WHERE department = '{department}'"));
        Assert.Equal(must, new LengthKpi(
            department, (int)(Number(row.GetProperty("discharges")) ?? -1), Number(row.GetProperty("avg_los_hrs")),
            Number(row.GetProperty("min_los_hrs")), Number(row.GetProperty("max_los_hrs"))));
    }

    [Fact]
    public async Task The_examples_have_what_a_careless_definition_would_leave_out()
    {
        await using var run = await OpenAsync(Examples);
        foreach (var stays in new[] { "length_of_stay_hrs = 0", "length_of_stay_hrs IS NULL", "department_sk IS NULL" })
            Assert.True(await run.Lake.NumberAsync($"SELECT count(*) FROM dbo.fact_stay WHERE {stays}") > 1, stays);
        Assert.Equal(1, await run.Lake.NumberAsync("SELECT count(*) FROM dbo.fact_patient_flow WHERE heart_rate IS NULL AND temperature_f IS NOT NULL"));
        Assert.True(await run.Lake.NumberAsync("SELECT count(DISTINCT diagnosis_code) FROM dbo.fact_stay") > DiagnosisKpi.Shown);
        Assert.Equal(1, await run.Lake.NumberAsync("SELECT count(*) FROM dbo.dim_patient WHERE gender IS NULL"));
    }

    [Fact]
    public void Every_definition_that_is_shared_is_in_this_test() =>
        Assert.Equal(
            typeof(KpiDefinition).Assembly.GetTypes().SelectMany(t => t.GetProperties())
                .Where(p => p.PropertyType == typeof(KpiDefinition) && (p.GetMethod?.IsStatic ?? false))
                .Select(p => ((KpiDefinition?)p.GetValue(null))?.Name).Order(StringComparer.Ordinal),
            Shared.Select(s => s.Figure.Name).Order(StringComparer.Ordinal));

    private static KpiRow Row(ShareKpi share) => new(share.Name, share.Count, share.Percent);

    private static async Task<KpiGold> GoldAsync(KpiRun run)
    {
        using var tables = await LakeTables.OpenExistingAsync(
            Path.Combine(run.Data, "lake"), TimeProvider.System, TestContext.Current.CancellationToken);
        return await GoldReader.ReadAsync(tables, TestContext.Current.CancellationToken);
    }

    private static bool Same(double?[] screen, double?[] view, (string Column, int Digits)[] columns) =>
        screen.Zip(view, columns).All(f => f.First is null
            ? f.Second is null
            : Math.Abs((f.First - f.Second) ?? double.MaxValue) <= (f.Third.Digits == 0 ? 0 : 0.51 * Math.Pow(10, -f.Third.Digits)));

    private static double? Number(JsonElement value) => double.TryParse(
        value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(double?[] figures) =>
        string.Join(", ", figures.Select(f => f?.ToString("R", CultureInfo.InvariantCulture) ?? "null"));

    private async Task<KpiRun> OpenAsync(string name)
    {
        if (name == Examples) return await KpiRun.OpenAsync("", examples.Data, network: null);
        var recording = await recordings.GetAsync(name);
        return await KpiRun.OpenAsync(recording.Input, recording.Data, recording.Network);
    }
}
