using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>What the API answers about patients, departments, beds and itself.</summary>
public sealed class QueryApiTests
{
    [Fact]
    public async Task A_patient_is_followed_from_admission_to_discharge()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        await silo.AppliedAsync();

        var patient = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/patients/p-1");
        Assert.Equal(("admitted", "Female", 44), (
            patient.GetProperty("status").GetString(), patient.GetProperty("gender").GetString(), patient.GetProperty("age").GetInt32()));
        Assert.Equal("H3-ICU-7", patient.GetProperty("current_stay").GetProperty("place").GetProperty("bed_id").GetString());
        Assert.Equal(("occupied", "p-1"), await BedAsync(silo));
        Assert.Equal((1, 20), await DepartmentAsync(silo));

        await silo.SendAsync(Wire.Discharge("e-2", "p-1"));
        await silo.AppliedAsync();
        patient = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/patients/p-1");
        Assert.Equal("discharged", patient.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, patient.GetProperty("current_stay").ValueKind);
        Assert.Equal(("free", null), await BedAsync(silo));
        Assert.Equal((0, 20), await DepartmentAsync(silo));
        var stays = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/patients/p-1/stays");
        Assert.Equal(48.0, Assert.Single(stays.GetProperty("stays").EnumerateArray()).GetProperty("length_of_stay_hrs").GetDouble());
    }

    [Fact]
    public async Task The_movements_of_a_patient_are_its_places_in_order_and_outlive_a_restart()
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"]))
        {
            await silo.SendAsync(Wire.Admission("e-1", "p-1"));
            await silo.SendAsync(
                """{"event_type":"TRANSFER","event_id":"e-2","patient_id":"p-1","hospital_id":3,"department":"Surgery","bed_id":"H3-SUR-4","event_timestamp":"2026-01-02T09:00:00"}""");
            await silo.AppliedAsync();
            Assert.Equal(0, await silo.StopAsync());
        }

        await using var again = await RunningSilo.StartAsync(folder["data"]);
        var told = await again.Api.GetFromJsonAsync<JsonElement>("/api/v1/patients/p-1/movements");
        Assert.False(told.GetProperty("older_in_lake").GetBoolean());
        Assert.Equal(
            [
                "admission H3-ICU-7 2026-01-01T10:00:00Z 2026-01-02T09:00:00Z",
                "transfer H3-SUR-4 2026-01-02T09:00:00Z ",
            ],
            told.GetProperty("movements").EnumerateArray().Select(m =>
                $"{m.GetProperty("begun_by")} {m.GetProperty("place").GetProperty("bed_id")} {m.GetProperty("from")} {m.GetProperty("to")}"));
    }

    [Fact]
    public async Task The_history_of_a_patient_is_its_versions()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        await silo.SendAsync(
            """{"event_type":"UPDATE","event_id":"e-2","patient_id":"p-1","insurance_type":"Medicaid","event_timestamp":"2026-01-02T00:00:00"}""");
        await silo.AppliedAsync();
        var history = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/patients/p-1/history");
        Assert.Equal(
            ["Private 2026-01-01T10:00:00Z 2026-01-02T00:00:00Z False", "Medicaid 2026-01-02T00:00:00Z  True"],
            history.GetProperty("versions").EnumerateArray().Select(v =>
                $"{v.GetProperty("insurance_type")} {v.GetProperty("effective_from")} {v.GetProperty("effective_to")} {v.GetProperty("is_current")}"));
    }

    [Fact]
    public async Task Health_and_status_answer()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--partitions", "3");
        foreach (var path in new[] { "/health/live", "/health/ready" })
        {
            using var response = await silo.Api.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var status = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/status");
        Assert.Equal(3, status.GetProperty("partitions").GetArrayLength());
        var answer = Assert.Single((await silo.SendAsync(Wire.Admission("e-1", "p-1"))).GetProperty("events").EnumerateArray());
        status = await silo.AppliedAsync();
        var partition = status.GetProperty("partitions").EnumerateArray().Single(p => p.GetProperty("appended").GetInt64() >= 0);
        Assert.Equal(answer.GetProperty("partition").GetInt32(), partition.GetProperty("partition").GetInt32());
        Assert.Equal(answer.GetProperty("offset").GetInt64(), partition.GetProperty("applied").GetInt64());
    }

    private static async Task<(string?, string?)> BedAsync(RunningSilo silo)
    {
        var bed = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/beds/H3-ICU-7");
        var occupant = bed.GetProperty("occupant");
        return (bed.GetProperty("status").GetString(), occupant.ValueKind == JsonValueKind.Null ? null : occupant.GetProperty("patient_id").GetString());
    }

    private static async Task<(int, int)> DepartmentAsync(RunningSilo silo)
    {
        var census = (await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/departments/H3-ICU")).GetProperty("census");
        return (census.GetProperty("occupancy").GetInt32(), census.GetProperty("capacity").GetInt32());
    }
}
