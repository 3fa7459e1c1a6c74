using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Tests.Kpi;

/// <summary><c>kpi_bed_turnaround</c> on events whose minutes can be counted by hand.</summary>
public sealed class BedTurnaroundTests
{
    [Fact]
    public async Task Minutes_run_from_the_discharge_or_else_the_first_dirty_to_available_and_not_over_a_repair()
    {
        using var folder = new TestFolder();
        string[] events =
        [
            // 45 minutes from the discharge.
            .. Stay("a", 1, "08:00", "10:00"), Bed(1, "dirty", "10:10"), Bed(1, "available", "10:45"),
            // 20 minutes from dirty: nobody was in it.
            Bed(2, "dirty", "09:00"), Bed(2, "available", "09:20"),
            // A repair is no cleaning.
            .. Stay("c", 3, "07:00", "08:00"), Bed(3, "blocked", "08:10"), Bed(3, "available", "12:00"),
            // Not available yet.
            .. Stay("d", 4, "10:00", "11:00"), Bed(4, "dirty", "11:05"),
        ];
        await SiloProgram.DemoAsync(folder.Write("events.jsonl", events), folder["data"]);
        await using var run = await KpiRun.OpenAsync(folder["events.jsonl"], folder["data"], network: null);

        var row = Assert.Single(await run.Lake.RowsAsync(
            "SELECT hospital_id, department, turnarounds, avg_turnaround_min, max_turnaround_min FROM dbo.kpi_bed_turnaround"));
        Assert.Equal("1 ICU 2 32.5 45", string.Join(' ', row.EnumerateObject().Select(c => double.TryParse(
            c.Value.ToString(), CultureInfo.InvariantCulture, out var figure) ? figure.ToString(CultureInfo.InvariantCulture) : c.Value.ToString())));
    }

    private static string[] Stay(string patient, int bed, string from, string to) =>
    [
        Event("ADMISSION", $"{patient}-in", from, new() { ["patient_id"] = patient, ["admission_time"] = At(from), ["bed_id"] = $"H1-ICU-{bed}" }),
        Event("DISCHARGE", $"{patient}-out", to, new() { ["patient_id"] = patient, ["discharge_time"] = At(to) }),
    ];

    private static string Bed(int bed, string status, string at) => Event(
        "BED_STATUS", $"{bed}-{status}-{at}", at, new() { ["bed_id"] = $"H1-ICU-{bed}", ["status"] = status });

    private static string Event(string type, string id, string at, Dictionary<string, object> more) => JsonSerializer.Serialize(
        new Dictionary<string, object>(more)
        {
            ["event_type"] = type, ["event_id"] = id, ["event_timestamp"] = At(at), ["hospital_id"] = 1, ["department"] = "ICU",
        });

    private static string At(string time) => $"2025-06-03T{time}:00Z";
}
