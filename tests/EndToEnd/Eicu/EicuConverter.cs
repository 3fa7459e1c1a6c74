using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Tests.Eicu;

/// <summary>
/// Turns eICU unit stays into events, dirt included: an age of "&gt; 89" stays text, a blank stays blank, a stay whose
/// hospital discharge lies before the last unit discharge ends when the hospital says. The source has offsets in
/// minutes and a year, no dates: each stay begins on a day of that year that follows from its id.
/// </summary>
internal static class EicuConverter
{
    /// <summary>Days from the end of a patient's stay to the earliest begin of the next one, whose order alone is known.</summary>
    private const int DaysBetweenStays = 2;

    /// <summary>Writes the events and the network of 116 hospitals.</summary>
    public static (string Input, string? Network) Convert(string source, string target)
    {
        var rows = Csv.Read(Path.Combine(source, "patient.csv"));
        var events = rows.GroupBy(r => r["uniquepid"]).SelectMany(Patient);
        var (input, network) = (Path.Combine(target, "events.jsonl"), Path.Combine(target, "network.json"));
        File.WriteAllLines(input, SourceEvent.Lines(events));
        File.WriteAllText(network, Network(rows, Csv.Read(Path.Combine(source, "hospital.csv"))));
        return (input, network);
    }

    private static IEnumerable<SourceEvent> Patient(IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        var free = DateTime.MinValue;
        var stays = rows.GroupBy(r => r["patienthealthsystemstayid"])
            .OrderBy(s => s.First()["hospitaldischargeyear"], StringComparer.Ordinal).ThenBy(s => Number(s.Key));
        foreach (var stay in stays)
        {
            var first = stay.First();
            var year = new DateTime(Number(first["hospitaldischargeyear"]), 1, 1, 0, 0, 0, DateTimeKind.Utc);
            var day = year.AddDays(Number(stay.Key) % 300);
            if (day < free) day = free;
            var events = Stay([.. stay], day + TimeSpan.Parse(first["hospitaladmittime24"], CultureInfo.InvariantCulture)).ToList();
            free = events.Max(e => e.At).Date.AddDays(DaysBetweenStays);
            foreach (var e in events) yield return e;
        }
    }

    /// <summary>Unit stays as movements, each unit's last word as vital signs, and the hospital's discharge.</summary>
    private static IEnumerable<SourceEvent> Stay(IReadOnlyList<IReadOnlyDictionary<string, string>> units, DateTime admitted)
    {
        var kind = "ADMISSION";
        var ordered = units.OrderByDescending(u => Number(u["hospitaladmitoffset"])).ThenBy(u => Number(u["unitvisitnumber"]));
        var last = units[0];
        foreach (var unit in ordered)
        {
            var entered = admitted.AddMinutes(-Number(unit["hospitaladmitoffset"]));
            yield return Event(unit, kind, entered, admitted);
            yield return Event(unit, "VITALS", entered.AddMinutes(Number(unit["unitdischargeoffset"])), admitted);
            kind = "TRANSFER";
            last = unit;
        }

        var ended = admitted.AddMinutes(Number(last["hospitaldischargeoffset"]) - Number(last["hospitaladmitoffset"]));
        var discharge = Event(last, "DISCHARGE", ended, admitted);
        discharge.Fields["discharge_time"] = SourceEvent.Text(ended);
        discharge.Fields["discharge_status"] = last["hospitaldischargestatus"] == "Expired" ? "Deceased" : "Discharged-Home";
        yield return discharge;
    }

    private static SourceEvent Event(IReadOnlyDictionary<string, string> unit, string kind, DateTime at, DateTime admitted) =>
        new(at, $"eicu-{unit["uniquepid"]}", new Dictionary<string, object?>
        {
            ["event_id"] = $"eicu-{unit["patientunitstayid"]}-{kind}",
            ["event_type"] = kind,
            ["gender"] = unit["gender"],
            ["age"] = int.TryParse(unit["age"], CultureInfo.InvariantCulture, out var years) ? years : unit["age"],
            ["diagnosis_code"] = unit["apacheadmissiondx"],
            ["insurance_type"] = null,
            ["hospital_id"] = Number(unit["hospitalid"]),
            ["department"] = $"Ward {unit["wardid"]}",
            ["admission_time"] = SourceEvent.Text(admitted),
        });

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Network(
        IEnumerable<IReadOnlyDictionary<string, string>> rows, IEnumerable<IReadOnlyDictionary<string, string>> hospitals)
    {
        var wards = rows.Select(r => (Hospital: r["hospitalid"], Ward: r["wardid"])).Distinct().ToList();
        return JsonSerializer.Serialize(new
        {
            name = "eICU demo",
            departments = wards.Select(w => w.Ward).Distinct().Select(w => new { name = $"Ward {w}", code = $"W{w}" }),
            hospitals = hospitals.Select(h => new
            {
                id = Number(h["hospitalid"]),
                name = $"Hospital {h["hospitalid"]}, {h["region"]}",
                timeZone = "UTC",
                beds = wards.Where(w => w.Hospital == h["hospitalid"]).ToDictionary(w => $"W{w.Ward}", _ => 400),
            }),
        });
    }
}
