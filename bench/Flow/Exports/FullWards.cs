using System.Globalization;
using System.Text;
using PatientFlow.Network;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// Events of departments that hold any number of patients, without beds. The simulator's hospitals have 1,295 beds, and
/// would never hold a million. Owned by: one measurement.
/// </summary>
internal sealed class FullWards(NetworkMap network, ulong seed)
{
    private static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Random random = new((int)(seed % int.MaxValue));
    private readonly List<(int Number, DateTime Admitted)> inside = [];
    private int admitted;
    private int events;

    /// <summary>Patients who are in.</summary>
    public int Patients => inside.Count;

    /// <summary>Admissions of new patients.</summary>
    public ReadOnlyMemory<byte>[] Admit(int patients) => [.. Enumerable.Range(0, patients).Select(_ => Admission())];

    /// <summary>Admissions and as many discharges, in turns.</summary>
    public ReadOnlyMemory<byte>[] Change(int count) => [.. Enumerable.Range(0, count).Select(n => n % 2 == 0 ? Admission() : Discharge())];

    private ReadOnlyMemory<byte> Admission()
    {
        var (number, time) = (admitted++, NextTime());
        inside.Add((number, time));
        return Event("ADMISSION", number, time, time, "");
    }

    private ReadOnlyMemory<byte> Discharge()
    {
        var at = random.Next(inside.Count);
        var (number, since) = inside[at];
        inside[at] = inside[^1];
        inside.RemoveAt(inside.Count - 1);
        var time = NextTime();
        return Event("DISCHARGE", number, time, since, $$""","discharge_time":"{{Text(time)}}","discharge_status":"Discharged-Home" """);
    }

    // A second an event: a million admissions are twelve days.
    private DateTime NextTime() => Begin.AddSeconds(events++);

    private ReadOnlyMemory<byte> Event(string type, int number, DateTime time, DateTime admission, string more)
    {
        var unit = network.Units[number % network.Units.Length];
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"event_type":"{{type}}","event_id":"{{new Guid(events, 1, 0, new byte[8])}}","patient_id":"{{new Guid(number, 2, 0, new byte[8])}}","gender":"{{(number % 2 == 0 ? "Female" : "Male")}}","age":{{number % 100}},"department":"{{unit.Department}}","hospital_id":{{unit.HospitalId}},"hospital_name":"{{unit.HospitalName}}","admission_time":"{{Text(admission)}}","admission_priority":"Urgent","diagnosis_code":"R55-Syncope","insurance_type":"Private","vitals":{"heart_rate":80,"bp_systolic":120,"bp_diastolic":80,"temperature_f":98.6,"oxygen_saturation":98},"event_timestamp":"{{Text(time)}}"{{more}}}
            """));
    }

    private static string Text(DateTime time) => time.ToString("s", CultureInfo.InvariantCulture);
}
