using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Tests.Kpi;

/// <summary>
/// The events of a recording, read once more without any code of the product: one pass over the lines in log order, by
/// the words of the seed's specification. Departments come from bed ids, which no dirty event of the recordings touches,
/// or where there are none from the ward.
/// </summary>
internal sealed class RawEvents
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RawStay> open = new(StringComparer.Ordinal);

    public List<RawStay> Stays { get; } = [];

    /// <summary>Gender and age last known of every patient.</summary>
    public Dictionary<string, (string? Gender, int? Age)> Patients { get; } = new(StringComparer.Ordinal);

    /// <summary>Department and vital signs of every distinct event that has them.</summary>
    public List<(string Department, JsonElement Vitals)> Vitals { get; } = [];

    public static RawEvents Read(string path)
    {
        var events = new RawEvents();
        foreach (var line in File.ReadLines(path)) events.Take(JsonElement.Parse(line));
        return events;
    }

    private void Take(JsonElement e)
    {
        if (Text(e, "event_id") is not { } id || !seen.Add(id)) return;
        if (Text(e, "patient_id") is not { } patient) return;
        var known = Patients.GetValueOrDefault(patient);
        var age = Number(e, "age") is >= 0 and <= 120 and var years ? years : known.Age;
        Patients[patient] = (Text(e, "gender") ?? known.Gender, age);
        if (Text(e, "event_type") == "UPDATE") return; // It has no place.
        var (now, department) = (Time(e, "event_timestamp")!.Value, Department(e));
        if (e.TryGetProperty("vitals", out var vitals) && vitals.ValueKind == JsonValueKind.Object)
            Vitals.Add((department, vitals));
        var admission = Time(e, "admission_time") is { } sent && sent <= now ? sent : (DateTime?)null;
        var stay = open.GetValueOrDefault(patient);
        switch (Text(e, "event_type"))
        {
            case "ADMISSION" when stay is null:
                open[patient] = new RawStay
                {
                    Patient = patient,
                    From = admission ?? now,
                    Priority = Text(e, "admission_priority"),
                    Expected = Time(e, "expected_discharge_time"),
                    Diagnosis = Text(e, "diagnosis_code"),
                    Places = [(admission ?? now, department)],
                };
                Stays.Add(open[patient]);
                break;
            case "TRANSFER" when stay is not null:
                stay.Places.Add((now, department));
                stay.Diagnosis = Text(e, "diagnosis_code") ?? stay.Diagnosis;
                break;
            case "DISCHARGE" when stay is not null:
                // A time before the admission is a mistake; an admission from the future is the event's own time.
                var earliest = Time(e, "admission_time") is null ? stay.From : admission ?? now;
                stay.To = Time(e, "discharge_time") is { } end && end >= earliest && end >= stay.From && end <= now ? end : now;
                stay.Diagnosis = Text(e, "diagnosis_code") ?? stay.Diagnosis;
                open.Remove(patient);
                break;
        }
    }

    private static string Department(JsonElement e) => Text(e, "bed_id") is { } bed
        ? bed[..bed.LastIndexOf('-')]
        : $"H{Number(e, "hospital_id")}-{Text(e, "department")!.Replace("Ward ", "W", StringComparison.Ordinal)}";

    private static string? Text(JsonElement e, string field) =>
        e.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement e, string field) =>
        e.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static DateTime? Time(JsonElement e, string field) => Text(e, field) is { } text
        ? DateTime.Parse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;
}
