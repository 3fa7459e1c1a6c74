using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
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
            case "event_id": wire.EventId = Id(value, ref wire); break;
            case "patient_id": wire.PatientId = Id(value, ref wire); break;
            case "gender": wire.Gender = Text(value, ref wire); break;
            case "age":
                wire.Age = Whole(value, ref wire);
                wire.AgeMalformed = wire.Age is null && value.ValueKind != JsonValueKind.Null;
                break;
            case "department": wire.Department = Sent(value, ref wire); break;
            case "hospital_id": wire.HospitalId = Whole(value, ref wire); break;
            case "hospital_name": wire.HospitalName = Text(value, ref wire); break;
            case "bed_id": wire.BedId = Sent(value, ref wire); break;
            case "admission_time": wire.AdmissionTime = Time(value, ref wire, out _); break;
            case "expected_discharge_time": wire.ExpectedDischargeTime = Time(value, ref wire, out _); break;
            case "admission_priority": wire.AdmissionPriority = Text(value, ref wire); break;
            case "diagnosis_code": wire.DiagnosisCode = Sent(value, ref wire); break;
            case "insurance_type": wire.InsuranceType = Text(value, ref wire); break;
            case "vitals": wire.Vitals = Vitals(value, ref wire); break;
            case "event_timestamp":
                wire.EventTimestamp = Time(value, ref wire, out var precision);
                wire.EventTimePrecision = precision;
                break;
            case "discharge_time": wire.DischargeTime = Time(value, ref wire, out _); break;
            case "length_of_stay_hrs": wire.LengthOfStayHours = Number(value, ref wire); break;
            case "status": Bed(ref wire).Status = Text(value, ref Bed(ref wire).Odd); break;
            case "stage": Bed(ref wire).Stage = Text(value, ref Bed(ref wire).Odd); break;
            case "reason": Bed(ref wire).Reason = Text(value, ref Bed(ref wire).Odd); break;
            case "until": Bed(ref wire).Until = Time(value, ref Bed(ref wire).Odd, out _); break;
            case "reserved_for": Bed(ref wire).ReservedFor = Id(value, ref Bed(ref wire).Odd); break;
            case "discharge_status": wire.DischargeStatus = Text(value, ref wire); break;
            case "confidentiality": wire.Confidentiality = Text(value, ref wire); break;
        }
    }

    private static WireBed Bed(ref WireEvent wire) => wire.Bed ??= new WireBed();

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

    private static string? Sent(JsonElement value, ref WireEvent wire)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString() is { Length: > 0 } text ? text : null;
        wire.Malformed |= value.ValueKind != JsonValueKind.Null;
        return null;
    }

    private static string? Id(JsonElement value, ref WireEvent wire)
    {
        var sent = Sent(value, ref wire);
        if (string.IsNullOrWhiteSpace(sent)) return null;
        wire.IdTrimmed |= sent.Trim() != sent;
        return sent.Trim();
    }

    private static string? Text(JsonElement value, ref WireEvent wire)
    {
        var sent = Sent(value, ref wire);
        if (string.IsNullOrWhiteSpace(sent)) return null;
        wire.TextCleaned |= sent.Trim() != sent;
        return sent.Trim();
    }

    private static DateTime? Time(JsonElement value, ref WireEvent wire, out TimeSpan precision)
    {
        precision = default;
        if (value.ValueKind == JsonValueKind.Null) return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()?.Trim() : null;
        if (text is "") return null;
        var read = text is null ? null : SlowTime.Of(text);
        if (read is null && text is not null && IsNumber(text))
        {
            read = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var sent) ? SlowTime.Of(sent) : null;
            wire.NumberAsText |= read is not null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) read = SlowTime.Of(number);
        if (read is null) wire.Malformed = true;
        precision = read?.Precision ?? default;
        return read?.Utc;
    }

    private static int? Whole(JsonElement value, ref WireEvent wire)
    {
        var asText = wire.NumberAsText;
        var number = Number(value, ref wire);
        if (number is null) return null;
        if (number is >= int.MinValue and <= int.MaxValue && Math.Truncate(number.Value) == number) return (int)number;
        (wire.Malformed, wire.NumberAsText) = (true, asText);
        return null;
    }

    private static double? Number(JsonElement value, ref WireEvent wire)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var real) && double.IsFinite(real)) return real;
        if (value.ValueKind == JsonValueKind.String && value.GetString()?.Trim() is { } text && IsNumber(text)
            && double.Parse(text, CultureInfo.InvariantCulture) is var sent && double.IsFinite(sent))
        {
            wire.NumberAsText = true;
            return sent;
        }

        wire.Malformed = true;
        return null;
    }

    private static bool IsNumber(string text) =>
        Regex.IsMatch(text, @"\A[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z");
}
