using System.Text.Unicode;
using PatientFlow.Events;

namespace PatientFlow.Quality;

/// <summary>
/// Reads an event of the usual form, in which nothing is odd: <see cref="PlainJson"/>, values of the kind that their
/// fields have, no blanks around texts. It gives up at anything else, which <see cref="WireReader"/> then reads from the
/// beginning; of what both accept they read the same.
/// </summary>
internal static class PlainReader
{
    /// <summary>Reads one payload; false if it is not of the usual form, and then nothing is known of it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, TextPool pool, out WireEvent wire)
    {
        wire = default;
        var json = new PlainJson(payload);
        if (!json.TryTake((byte)'{') || !Utf8.IsValid(payload)) return false;
        do
        {
            if (!json.TryName(out var name) || !TryField(name, ref json, pool, ref wire)) return false;
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)'}') && json.IsAtEnd;
    }

    // By length first: what is left to compare is one name, or two.
    private static bool TryField(ReadOnlySpan<byte> name, ref PlainJson json, TextPool pool, ref WireEvent wire)
    {
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("age"u8):
                wire.AgeMalformed = false;
                return TryWhole(ref json, out wire.Age);
            case 6 when name.SequenceEqual("gender"u8): return TryText(ref json, pool, out wire.Gender);
            case 6 when name.SequenceEqual("bed_id"u8): return TryRaw(ref json, pool, out wire.BedId);
            case 5 when name.SequenceEqual("stage"u8): return TryText(ref json, pool, out (wire.Bed ??= new WireBed()).Stage);
            case 5 when name.SequenceEqual("until"u8): return TryTime(ref json, out (wire.Bed ??= new WireBed()).Until, out _);
            case 6 when name.SequenceEqual("status"u8): return TryText(ref json, pool, out (wire.Bed ??= new WireBed()).Status);
            case 6 when name.SequenceEqual("reason"u8): return TryText(ref json, pool, out (wire.Bed ??= new WireBed()).Reason);
            case 12 when name.SequenceEqual("reserved_for"u8):
                return TryText(ref json, null, out (wire.Bed ??= new WireBed()).ReservedFor);
            case 6 when name.SequenceEqual("vitals"u8): return TryVitals(ref json, out wire.Vitals);
            case 8 when name.SequenceEqual("event_id"u8): return TryText(ref json, null, out wire.EventId);
            case 10 when name.SequenceEqual("event_type"u8): return TryText(ref json, pool, out wire.EventType);
            case 10 when name.SequenceEqual("patient_id"u8): return TryText(ref json, null, out wire.PatientId);
            case 10 when name.SequenceEqual("department"u8): return TryRaw(ref json, pool, out wire.Department);
            case 11 when name.SequenceEqual("hospital_id"u8): return TryWhole(ref json, out wire.HospitalId);
            case 13 when name.SequenceEqual("hospital_name"u8): return TryText(ref json, pool, out wire.HospitalName);
            case 14 when name.SequenceEqual("admission_time"u8): return TryTime(ref json, out wire.AdmissionTime, out _);
            case 14 when name.SequenceEqual("diagnosis_code"u8): return TryRaw(ref json, pool, out wire.DiagnosisCode);
            case 14 when name.SequenceEqual("insurance_type"u8): return TryText(ref json, pool, out wire.InsuranceType);
            case 14 when name.SequenceEqual("discharge_time"u8): return TryTime(ref json, out wire.DischargeTime, out _);
            case 15 when name.SequenceEqual("event_timestamp"u8):
                return TryTime(ref json, out wire.EventTimestamp, out wire.EventTimePrecision);
            case 15 when name.SequenceEqual("confidentiality"u8): return TryText(ref json, pool, out wire.Confidentiality);
            case 16 when name.SequenceEqual("discharge_status"u8): return TryText(ref json, pool, out wire.DischargeStatus);
            case 18 when name.SequenceEqual("admission_priority"u8): return TryText(ref json, pool, out wire.AdmissionPriority);
            case 18 when name.SequenceEqual("length_of_stay_hrs"u8): return TryNumber(ref json, out wire.LengthOfStayHours);
            case 23 when name.SequenceEqual("expected_discharge_time"u8):
                return TryTime(ref json, out wire.ExpectedDischargeTime, out _);
            default: return json.TrySkip();
        }
    }

    private static bool TryVitals(ref PlainJson json, out VitalSigns? vitals)
    {
        vitals = null;
        if (json.TryNull()) return true;
        if (!json.TryTake((byte)'{')) return false;
        int? heartRate = null, systolic = null, diastolic = null, saturation = null;
        double? temperature = null;
        do
        {
            if (!json.TryName(out var name)) return false;
            var isRead = name.Length switch
            {
                10 when name.SequenceEqual("heart_rate"u8) => TryWhole(ref json, out heartRate),
                11 when name.SequenceEqual("bp_systolic"u8) => TryWhole(ref json, out systolic),
                12 when name.SequenceEqual("bp_diastolic"u8) => TryWhole(ref json, out diastolic),
                13 when name.SequenceEqual("temperature_f"u8) => TryNumber(ref json, out temperature),
                17 when name.SequenceEqual("oxygen_saturation"u8) => TryWhole(ref json, out saturation),
                _ => json.TrySkip(),
            };
            if (!isRead) return false;
        }
        while (json.TryTake((byte)','));
        vitals = WireReader.Vitals(heartRate, systolic, diastolic, temperature, saturation);
        return json.TryTake((byte)'}');
    }

    private static bool TryText(ref PlainJson json, TextPool? pool, out string? text) =>
        TryRaw(ref json, pool, out text) && (text is null || !WireValue.HasBlanks(text));

    private static bool TryRaw(ref PlainJson json, TextPool? pool, out string? text)
    {
        text = null;
        if (!json.TryText(out var utf8)) return json.TryNull();
        if (utf8.IsEmpty) return true;
        text = pool is null ? System.Text.Encoding.UTF8.GetString(utf8) : pool.Get(utf8);
        return true;
    }

    private static bool TryTime(ref PlainJson json, out DateTime? time, out TimeSpan precision)
    {
        time = null;
        precision = default;
        if (!json.TryText(out var text)) return json.TryNull();
        if (!WireTime.TryParse(text, out var read, out precision)) return false;
        time = read;
        return true;
    }

    private static bool TryWhole(ref PlainJson json, out int? number)
    {
        var isRead = json.TryWhole(out var read);
        number = isRead ? read : null;
        return isRead || json.TryNull();
    }

    private static bool TryNumber(ref PlainJson json, out double? number)
    {
        var isRead = json.TryNumber(out var read);
        number = isRead ? read : null;
        return isRead || json.TryNull();
    }
}
