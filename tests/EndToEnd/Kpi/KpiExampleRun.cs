using System.Text.Json;

namespace PatientFlow.Tests.Kpi;

/// <summary>
/// Events that the definitions of the KPIs disagree about when one of them is careless, replayed once: stays of zero
/// hours, stays that last, departments that the network does not know, vital signs in part, nothing known of a patient,
/// more diagnoses than are shown.
/// </summary>
public sealed class KpiExampleRun : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private readonly List<string> events = [];

    /// <summary>The data folder.</summary>
    internal string Data => folder["data"];

    public async ValueTask InitializeAsync()
    {
        Stay("zero", "ICU", hours: 0);
        Stay("two", "ICU", hours: 2, diagnosis: "R55-Syncope");
        Stay("lasts", "ICU", hours: null, diagnosis: "R55-Syncope");
        Stay("zero-alone", "Surgery", hours: 0, diagnosis: "K40.9-Hernia");
        Stay("unknown", "Space Station", hours: 4, diagnosis: "A09-Gastroenteritis");
        Stay("unknown-lasts", "Space Station", hours: null, vitals: new { heart_rate = 70 });
        Stay("cold", "Oncology", hours: null, vitals: new { temperature_f = 97.5 });
        Stay("no-vitals", "Maternity", hours: 30.5);
        Stay("nobody", "Cardiology", hours: 1, gender: null, priority: null);
        for (var code = 'B'; code <= 'L'; code++)
            Stay($"sick-{code}", "Pediatrics", hours: code == 'C' ? null : 3.3333, diagnosis: $"{code}00-Sick");
        await SiloProgram.DemoAsync(folder.Write("events.jsonl", events), Data);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Stay(
        string patient, string department, double? hours, string? diagnosis = null, object? vitals = null,
        string? gender = "Female", string? priority = "Urgent")
    {
        var begin = new DateTime(2025, 6, 3, 8, 0, 0, DateTimeKind.Utc).AddHours(events.Count);
        Add("ADMISSION", begin, new());
        if (hours is { } length)
            Add("DISCHARGE", begin.AddHours(length), new() { ["discharge_time"] = begin.AddHours(length), ["discharge_status"] = "Discharged-Home" });

        void Add(string type, DateTime at, Dictionary<string, object?> more) => events.Add(JsonSerializer.Serialize(
            new Dictionary<string, object?>(more)
            {
                ["event_type"] = type,
                ["event_id"] = $"{patient}-{type}",
                ["patient_id"] = patient,
                ["gender"] = gender,
                ["age"] = 40,
                ["department"] = department,
                ["hospital_id"] = 1,
                ["admission_time"] = begin,
                ["admission_priority"] = priority,
                ["diagnosis_code"] = diagnosis,
                ["vitals"] = vitals,
                ["event_timestamp"] = at,
            }));
    }
}
