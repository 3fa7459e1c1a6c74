using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Board;

/// <summary>
/// What a simulated day lacks: beds in every state, one that two patients claim, patients without a bed, a department that is
/// over its capacity.
/// </summary>
internal static class BusyNight
{
    private static readonly (string Status, string? Stage, string? Reason, int? Hours)[] Declared =
    [
        ("blocked", null, "Suction is out of order", 9), ("isolated", null, "MRSA", null), ("reserved", null, null, 2),
        ("dirty", "in_progress", null, null), ("contaminated", null, "Spill", null),
    ];

    private static readonly TimeSpan Ago = TimeSpan.FromMinutes(14);

    /// <summary>Sends it, as of some minutes before the newest event that the beds know.</summary>
    public static async Task BeginAsync(RunningSilo silo, string department, string full)
    {
        await silo.AppliedAsync();
        var now = await NewestAsync(silo) - Ago;
        var patients = (await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/departments/{department}")).GetProperty("patients")
            .EnumerateArray().Where(p => p.GetProperty("bed_id").ValueKind == JsonValueKind.String && p.GetProperty("since").GetDateTime() < now).ToArray();
        var leave = patients.Take(Declared.Length).ToArray();
        await silo.SendAsync(JsonSerializer.Serialize(leave.Select((patient, i) => new
        {
            event_type = "DISCHARGE", event_id = $"leaves-{i}", patient_id = Text(patient, "patient_id"),
            discharge_time = now, event_timestamp = now,
        })));
        await silo.AppliedAsync();
        await silo.SendAsync(JsonSerializer.Serialize(leave.Zip(Declared).Select((bed, i) => new
        {
            event_type = "BED_STATUS", event_id = $"declared-{i}", bed_id = Text(bed.First, "bed_id"), event_timestamp = now.AddSeconds(1),
            status = bed.Second.Status, stage = bed.Second.Stage, reason = bed.Second.Reason,
            until = bed.Second.Hours is { } hours ? now.AddHours(hours) : (DateTime?)null,
        })));
        await AdmitAsync(silo, department, now, Text(patients[Declared.Length], "bed_id"), null, null);
        var crowded = await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/departments/{full}");
        await AdmitAsync(silo, full, now, [.. Enumerable.Repeat((string?)null, 1 + Free(crowded.GetProperty("census")))]);
    }

    private static async Task AdmitAsync(RunningSilo silo, string key, DateTime now, params string?[] beds)
    {
        var census = (await silo.Api.GetFromJsonAsync<JsonElement>($"/api/v1/departments/{key}")).GetProperty("census");
        var hospital = census.GetProperty("hospital_id").GetInt32();
        await silo.SendAsync(JsonSerializer.Serialize(beds.Select((bed, i) => new
        {
            event_type = "ADMISSION", event_id = $"{key}-comes-{i}", patient_id = string.Create(CultureInfo.InvariantCulture, $"p-{hospital}{471 + i}"),
            hospital_id = hospital, department = Text(census, "department"), bed_id = bed,
            admission_time = now, event_timestamp = now,
        })));
    }

    private static async Task<DateTime> NewestAsync(RunningSilo silo) =>
        (await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/beds")).EnumerateArray()
        .Select(b => b.GetProperty("since")).Where(s => s.ValueKind == JsonValueKind.String).Max(s => s.GetDateTime());

    private static int Free(JsonElement census) => census.GetProperty("capacity").GetInt32() - census.GetProperty("occupancy").GetInt32();

    private static string Text(JsonElement record, string name) => record.GetProperty(name).GetString() ?? "";
}
