using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>Seeded events of a few patients, dirty in the ways that matter to grains: duplicates, late, out of order, garbage.</summary>
internal sealed class Workload(int seed, int patients, int partitions, string idPrefix = "p-")
{
    private static readonly DateTime Start = new(2025, 6, 3, 8, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Kinds = ["ADMISSION", "ADMISSION", "TRANSFER", "UPDATE", "VITALS", "VITALS", "DISCHARGE", "DISCHARGE", "CANCEL_TRANSFER", "CANCEL_DISCHARGE"];
    private static readonly string[] BedStates = ["available", "dirty", "blocked", "reserved", "isolated"];
    private static readonly string[] Departments = ["Emergency", "Surgery", "ICU", "Cardiolgy", "Nowhere"];
    private static readonly string[] Beds = ["H1-EME-1", "H1-SUR-2", "H2-ICU-3", "H2-CAR-04", "H9-XXX-1"];

    private readonly Random random = new(seed);
    private readonly Dictionary<int, string> last = [];
    private readonly Dictionary<int, string> lastOfBed = [];
    private int events;

    /// <summary>The next line and its partition; a patient's lines all go to one partition.</summary>
    public (int Partition, string Json) Next()
    {
        var patient = random.Next(patients);
        var partition = patient % partitions;
        if (random.Next(30) == 0) return (partition, "{\"event_id\": broken");
        if (random.Next(10) == 0 && last.TryGetValue(patient, out var again)) return (partition, again);
        var time = Start.AddMinutes(events * 7 - (random.Next(8) == 0 ? random.Next(600) : 0));
        if (random.Next(8) == 0) return OfBed(time);
        var place = random.Next(Departments.Length);
        var json = JsonSerializer.Serialize(new
        {
            event_type = Kinds[random.Next(Kinds.Length)],
            event_id = $"e-{seed}-{events++}",
            patient_id = random.Next(40) == 0 ? null : $"{idPrefix}{patient}",
            gender = random.Next(3) == 0 ? null : patient % 2 == 0 ? "Female" : "Male",
            age = random.Next(12) == 0 ? random.Next(-5, 150) : 40,
            department = Departments[place],
            hospital_id = random.Next(10) == 0 ? 99 : place < 2 ? 1 : 2,
            bed_id = Beds[random.Next(4) == 0 ? random.Next(Beds.Length) : place],
            insurance_type = random.Next(9) == 0 ? "Medicare" : "Private",
            admission_time = Text(time.AddMinutes(-random.Next(30))),
            discharge_time = Text(time),
            event_timestamp = random.Next(50) == 0 ? null : Text(time),
            discharge_status = random.Next(9) == 0 ? "Deceased" : "Discharged-Home",
            vitals = new { heart_rate = random.Next(50, 120), temperature_f = 98.6 },
        });
        last[patient] = json;
        return (partition, json);
    }

    // A bed's lines all go to one partition too; its patients come from others.
    private (int Partition, string Json) OfBed(DateTime time)
    {
        // Few that cannot be used: each has a grain of its own.
        var bed = random.Next(100) == 0 ? Beds.Length - 1 : random.Next(Beds.Length - 1);
        if (random.Next(6) == 0 && lastOfBed.TryGetValue(bed, out var again)) return (bed % partitions, again);
        var json = JsonSerializer.Serialize(new
        {
            event_type = "BED_STATUS",
            event_id = $"e-{seed}-{events++}",
            patient_id = random.Next(4) == 0 ? $"{idPrefix}{random.Next(patients)}" : null,
            bed_id = Beds[bed],
            status = random.Next(100) == 0 ? "occupied" : BedStates[random.Next(BedStates.Length)],
            event_timestamp = Text(time),
        });
        lastOfBed[bed] = json;
        return (bed % partitions, json);
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
