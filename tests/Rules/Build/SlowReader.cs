using System.Globalization;
using System.Text;
using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Quality;

namespace PatientFlow.Tests.Build;

/// <summary>
/// The wire format a second time, slow and plain, over an object model: what the fast reader accepts must read the
/// same here.
/// </summary>
internal static class SlowReader
{
    public static UnusableReason Read(byte[] payload, out WireEvent wire)
    {
        wire = default;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            return UnusableReason.NotJson;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object) return UnusableReason.NotAnObject;
            try
            {
                _ = new UTF8Encoding(false, true).GetString(payload);
                foreach (var field in document.RootElement.EnumerateObject()) Take(field.Name, field.Value, ref wire);
            }
            catch (Exception fault) when (fault is InvalidOperationException or DecoderFallbackException)
            {
                return UnusableReason.InvalidText;
            }
        }

        if (wire.EventId is null) return UnusableReason.MissingEventId;
        string?[] ids = [wire.EventId, wire.PatientId];
        return ids.All(id => id is null || (id.Length <= 256 && !id.Any(char.IsControl)))
            ? UnusableReason.None
            : UnusableReason.InvalidId;
    }

    private static void Take(string name, JsonElement value, ref WireEvent wire)
    {
        switch (name)
        {
            case "event_type": wire.EventType = Text(value, ref wire); break;
            case "event_id": wire.EventId = Text(value, ref wire); break;
            case "patient_id": wire.PatientId = Text(value, ref wire); break;
            case "gender": wire.Gender = Text(value, ref wire); break;
            case "age":
                wire.Age = Whole(value, ref wire);
                wire.AgeMalformed = wire.Age is null && value.ValueKind != JsonValueKind.Null;
                break;
            case "department": wire.Department = Text(value, ref wire); break;
            case "hospital_id": wire.HospitalId = Whole(value, ref wire); break;
            case "hospital_name": wire.HospitalName = Text(value, ref wire); break;
            case "bed_id": wire.BedId = Text(value, ref wire); break;
            case "admission_time": wire.AdmissionTime = Time(value, ref wire); break;
            case "expected_discharge_time": wire.ExpectedDischargeTime = Time(value, ref wire); break;
            case "admission_priority": wire.AdmissionPriority = Text(value, ref wire); break;
            case "diagnosis_code": wire.DiagnosisCode = Text(value, ref wire); break;
            case "insurance_type": wire.InsuranceType = Text(value, ref wire); break;
            case "vitals": wire.Vitals = Vitals(value, ref wire); break;
            case "event_timestamp": wire.EventTimestamp = Time(value, ref wire); break;
            case "discharge_time": wire.DischargeTime = Time(value, ref wire); break;
            case "length_of_stay_hrs": wire.LengthOfStayHours = Number(value, ref wire); break;
            case "discharge_status": wire.DischargeStatus = Text(value, ref wire); break;
        }
    }

    private static VitalSigns? Vitals(JsonElement value, ref WireEvent wire)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)) wire.Malformed = true;
        if (value.ValueKind != JsonValueKind.Object) return null;
        var signs = new VitalSigns();
        foreach (var sign in value.EnumerateObject())
        {
            if (sign.Name == "heart_rate") signs = signs with { HeartRate = Whole(sign.Value, ref wire) };
            if (sign.Name == "bp_systolic") signs = signs with { SystolicPressure = Whole(sign.Value, ref wire) };
            if (sign.Name == "bp_diastolic") signs = signs with { DiastolicPressure = Whole(sign.Value, ref wire) };
            if (sign.Name == "temperature_f") signs = signs with { TemperatureFahrenheit = Number(sign.Value, ref wire) };
            if (sign.Name == "oxygen_saturation") signs = signs with { OxygenSaturation = Whole(sign.Value, ref wire) };
        }

        return signs == new VitalSigns() ? null : signs;
    }

    private static string? Text(JsonElement value, ref WireEvent wire)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString() is { Length: > 0 } text ? text : null;
        wire.Malformed |= value.ValueKind != JsonValueKind.Null;
        return null;
    }

    private static DateTime? Time(JsonElement value, ref WireEvent wire)
    {
        var text = Text(value, ref wire);
        if (text is null) return null;
        if (SlowTime(text) is { } time) return time;
        wire.Malformed = true;
        return null;
    }

    /// <summary>What the platform makes of a time that has the wire's shape; null for other shapes.</summary>
    public static DateTime? SlowTime(string text)
    {
        const string shape = @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?!24)[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?([Zz]|[+-][0-9]{2}:?[0-9]{2})?\z";
        var match = System.Text.RegularExpressions.Regex.Match(text, shape);
        if (!match.Success) return null;
        // The platform reads seven digits and rounds; the wire keeps six and cuts.
        var digits = match.Groups[1].Value;
        var fraction = digits.Length == 0 ? 0 : long.Parse(digits[1..].PadRight(6, '0')[..6], CultureInfo.InvariantCulture);
        var plain = text[..19].Replace(' ', 'T') + match.Groups[2].Value.ToUpperInvariant();
        return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.UtcDateTime.AddMicroseconds(fraction) is var utc && utc >= new DateTime(1, 1, 3)
            ? utc
            : null;
    }

    private static int? Whole(JsonElement value, ref WireEvent wire)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var real)
            && real is >= int.MinValue and <= int.MaxValue && Math.Truncate(real) == real) return (int)real;
        wire.Malformed = true;
        return null;
    }

    private static double? Number(JsonElement value, ref WireEvent wire)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var real) && double.IsFinite(real)) return real;
        wire.Malformed = true;
        return null;
    }
}
