using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Tests.Mimic;

/// <summary>
/// Turns MIMIC-III admissions and transfers into events. Its dates lie in the 2100s, another century for each patient:
/// each patient is moved by whole days, so that every interval and every time of day stay what they are.
/// </summary>
internal static class MimicConverter
{
    private const int HospitalId = 1;
    private const int AgeMax = 120; // Ages above 89 are hidden by a birth 300 years back.
    private static readonly DateTime Base = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the events and the network of the wards in it.</summary>
    public static (string Input, string? Network) Convert(string source, string target)
    {
        var admissions = Csv.Read(Path.Combine(source, "ADMISSIONS.csv")).ToDictionary(a => a["hadm_id"]);
        var patients = Csv.Read(Path.Combine(source, "PATIENTS.csv")).ToDictionary(p => p["subject_id"]);
        var transfers = Csv.Read(Path.Combine(source, "TRANSFERS.csv"));
        var shifts = Shifts(transfers);
        var events = transfers.GroupBy(t => t["hadm_id"])
            .SelectMany(stay => Stay([.. stay], admissions[stay.Key], patients[stay.First()["subject_id"]], shifts));
        var (input, network) = (Path.Combine(target, "events.jsonl"), Path.Combine(target, "network.json"));
        File.WriteAllLines(input, SourceEvent.Lines(events));
        File.WriteAllText(network, Network(transfers));
        return (input, network);
    }

    /// <summary>By how much each patient is moved.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Shifts(IEnumerable<IReadOnlyDictionary<string, string>> transfers) =>
        transfers.GroupBy(t => t["subject_id"]).ToDictionary(
            p => p.Key,
            p => Base.AddDays(int.Parse(p.Key, CultureInfo.InvariantCulture) % 90) - p.Min(t => Time(t["intime"])).Date);

    /// <summary>Age in whole years, at most what the rules take.</summary>
    public static int Age(DateTime birth, DateTime at)
    {
        var years = at.Year - birth.Year;
        return Math.Min(AgeMax, birth.AddYears(years) > at ? years - 1 : years);
    }

    /// <summary>A time of the source.</summary>
    public static DateTime Time(string text) => DateTime.ParseExact(
        text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>A patient's id in our events.</summary>
    public static string PatientId(string subject) => $"mimic-{subject}";

    private static IEnumerable<SourceEvent> Stay(
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows, IReadOnlyDictionary<string, string> admission,
        IReadOnlyDictionary<string, string> patient, IReadOnlyDictionary<string, TimeSpan> shifts)
    {
        var shift = shifts[patient["subject_id"]];
        var begin = rows.Min(r => Time(r["intime"]));
        foreach (var row in rows)
        {
            var at = Time(row["intime"]) + shift;
            var ended = row["eventtype"] == "discharge";
            var fields = new Dictionary<string, object?>
            {
                ["event_id"] = $"mimic-transfer-{row["row_id"]}",
                ["event_type"] = row["eventtype"] switch { "admit" => "ADMISSION", "transfer" => "TRANSFER", _ => "DISCHARGE" },
                ["gender"] = patient["gender"] == "F" ? "Female" : "Male",
                ["age"] = Age(Time(patient["dob"]), begin),
                ["insurance_type"] = admission["insurance"],
                ["diagnosis_code"] = admission["diagnosis"],
                ["hospital_id"] = HospitalId,
                ["department"] = $"Ward {row[ended ? "prev_wardid" : "curr_wardid"]}",
                ["admission_time"] = SourceEvent.Text(begin + shift),
            };
            if (ended)
            {
                fields["discharge_time"] = SourceEvent.Text(at);
                fields["discharge_status"] = admission["hospital_expire_flag"] == "1" ? "Deceased" : "Discharged-Home";
            }

            yield return new SourceEvent(at, PatientId(patient["subject_id"]), fields);
        }
    }

    private static string Network(IEnumerable<IReadOnlyDictionary<string, string>> transfers)
    {
        var wards = transfers.SelectMany(t => new[] { t["prev_wardid"], t["curr_wardid"] })
            .Where(w => w.Length > 0).Distinct().OrderBy(w => int.Parse(w, CultureInfo.InvariantCulture)).ToList();
        return JsonSerializer.Serialize(new
        {
            name = "MIMIC-III demo",
            departments = wards.Select(w => new { name = $"Ward {w}", code = $"W{w}" }),
            hospitals = new[]
            {
                new { id = HospitalId, name = "Beth Israel Deaconess", timeZone = "UTC", beds = wards.ToDictionary(w => $"W{w}", _ => 100) },
            },
        });
    }
}
