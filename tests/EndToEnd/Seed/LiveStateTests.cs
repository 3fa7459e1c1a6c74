using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Seed;

/// <summary>What the API answers after a start on a filled folder is what the lake says (I-04, I-10).</summary>
public sealed class LiveStateTests(Recordings recordings)
{
    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.SeedFlu)]
    public async Task Departments_hold_the_open_patients_of_the_oracle_and_of_gold(string file)
    {
        var run = await recordings.GetAsync(file);
        var oracle = JsonElement.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(run.Source, ".oracle.json")));
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"]);

        var departments = await silo.Api.GetFromJsonAsync<JsonElement[]>("/api/v1/departments") ?? [];
        var lake = await run.LakeAsync();
        Assert.Equal(49, departments.Length);
        Assert.Equal(oracle.GetProperty("patients_open_at_end").GetInt32(), departments.Sum(d => d.GetProperty("occupancy").GetInt32()));
        Assert.Equal(
            await lake.CountsAsync(
                """
                SELECT department_key, count(stay_sk) FROM gold_dim_department d
                LEFT JOIN (SELECT * FROM gold_fact_stay WHERE stay_status = 'open') s USING (department_sk) GROUP BY ALL
                """),
            new SortedDictionary<string, long>(
                departments.ToDictionary(d => d.GetProperty("key").GetString()!, d => d.GetProperty("occupancy").GetInt64()),
                StringComparer.Ordinal));

        var hospitals = await silo.Api.GetFromJsonAsync<JsonElement[]>("/api/v1/hospitals") ?? [];
        Assert.Equal(
            departments.GroupBy(d => d.GetProperty("hospital_id").GetInt32()).Select(h => (h.Key, h.Sum(d => d.GetProperty("occupancy").GetInt32()))),
            hospitals.Select(h => (h.GetProperty("hospital_id").GetInt32(), h.GetProperty("occupancy").GetInt32())));
    }

    [Fact]
    public async Task The_patients_of_a_department_are_its_open_stays_and_each_is_admitted_there()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"]);

        var department = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/departments/H3-ICU");
        var expected = await (await run.LakeAsync()).RowsAsync(
            """
            SELECT patient_id, bed_id FROM gold_fact_stay JOIN gold_dim_department USING (department_sk)
            WHERE department_key = 'H3-ICU' AND stay_status = 'open'
            """);
        var patients = department.GetProperty("patients").EnumerateArray().ToList();
        Assert.Equal(
            expected.Select(p => $"{p.GetProperty("patient_id")} {p.GetProperty("bed_id")}").Order(StringComparer.Ordinal),
            patients.Select(p => $"{p.GetProperty("patient_id")} {p.GetProperty("bed_id")}").Order(StringComparer.Ordinal));
        Assert.NotEmpty(patients);
        foreach (var patient in patients)
        {
            var state = await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/patients/{patient.GetProperty("patient_id")}");
            Assert.Equal("admitted", state.GetProperty("status").GetString());
            Assert.Equal("H3-ICU", state.GetProperty("current_stay").GetProperty("place").GetProperty("department_key").GetString());
        }
    }

    [Fact]
    public async Task Every_patient_of_the_lake_is_known_by_the_api_with_the_same_state()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"]);

        var expected = await (await run.LakeAsync()).CountsAsync(
            "SELECT patient_id, count(*) FILTER (stay_status = 'open') FROM gold_fact_stay GROUP BY ALL");
        var admitted = 0;
        foreach (var (patient, open) in expected)
        {
            var state = await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/patients/{patient}");
            Assert.Equal(open == 1, state.GetProperty("status").GetString() == "admitted");
            admitted += (int)open;
        }

        var oracle = JsonElement.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(run.Source, ".oracle.json")));
        Assert.Equal(oracle.GetProperty("patients_open_at_end").GetInt32(), admitted);
    }

    [Fact]
    public async Task Two_patients_in_one_bed_are_an_occupant_and_a_conflict()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"]);

        // The seed draws beds blindly, so its recordings hold beds with several patients.
        var bed = Assert.Single(await (await run.LakeAsync()).RowsAsync(
            """
            SELECT bed_id, count(*) AS n, max_by(patient_id, admission_time) AS last FROM gold_fact_stay
            WHERE stay_status = 'open' GROUP BY bed_id ORDER BY n DESC, bed_id LIMIT 1
            """));
        var view = await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/beds/{bed.GetProperty("bed_id")}");
        Assert.Equal("conflict", view.GetProperty("status").GetString());
        Assert.Equal(
            int.Parse(bed.GetProperty("n").GetString()!, System.Globalization.CultureInfo.InvariantCulture) - 1,
            view.GetProperty("conflicts").GetArrayLength());
        Assert.NotEqual(JsonValueKind.Null, view.GetProperty("occupant").ValueKind);
    }
}
