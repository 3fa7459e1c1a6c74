using System.Text.Json;
using System.Text.Unicode;
using PatientFlow.Events;
using static PatientFlow.Quality.WireValue;

namespace PatientFlow.Quality;

/// <summary>
/// Reads a payload into a <see cref="WireEvent"/> in one pass over its UTF-8 bytes, without an object tree. Unknown
/// fields are skipped; of a repeated field the last one counts, as in every JSON object model.
/// </summary>
public static class WireReader
{
    private const int IdLengthMax = 256;

    /// <summary>Reads one payload.</summary>
    /// <returns><see cref="UnusableReason.None"/>, or why the payload is not an event and must not be used.</returns>
    public static UnusableReason Read(ReadOnlySpan<byte> payload, TextPool pool, out WireEvent wire)
    {
        return PlainReader.TryRead(payload, pool, out wire) ? OfIds(wire) : ReadAny(payload, pool, out wire);
    }

    private static UnusableReason ReadAny(ReadOnlySpan<byte> payload, TextPool pool, out WireEvent wire)
    {
        wire = default;
        try
        {
            var json = new Utf8JsonReader(payload);
            if (!json.Read()) return UnusableReason.NotJson;
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                return json.Read() ? UnusableReason.NotJson : UnusableReason.NotAnObject;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName) ReadField(ref json, pool, ref wire);
            if (json.Read()) return UnusableReason.NotJson;
        }
        catch (JsonException)
        {
            return UnusableReason.NotJson;
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader reports this for text that is not valid UTF-8 or contains half a surrogate pair.
            return IsJson(payload) ? UnusableReason.InvalidText : UnusableReason.NotJson;
        }

        // Utf8JsonReader does not check text that nobody reads, but Bronze could not reproduce invalid bytes.
        return Utf8.IsValid(payload) ? OfIds(wire) : UnusableReason.InvalidText;
    }

    private static UnusableReason OfIds(in WireEvent wire)
    {
        if (wire.EventId is null) return UnusableReason.MissingEventId;
        return IsId(wire.EventId) && (wire.PatientId is null || IsId(wire.PatientId))
            ? UnusableReason.None
            : UnusableReason.InvalidId;
    }

    private static bool IsJson(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        try
        {
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static bool IsId(string id)
    {
        if (id.Length > IdLengthMax) return false;
        foreach (var c in id)
            if (char.IsControl(c))
                return false;
        return true;
    }

    private static void ReadField(ref Utf8JsonReader json, TextPool pool, ref WireEvent wire)
    {
        if (json.ValueTextEquals("event_type"u8)) wire.EventType = Text(ref json, pool, ref wire);
        else if (json.ValueTextEquals("event_id"u8)) wire.EventId = Id(ref json, ref wire);
        else if (json.ValueTextEquals("patient_id"u8)) wire.PatientId = Id(ref json, ref wire);
        else if (json.ValueTextEquals("gender"u8)) wire.Gender = Text(ref json, pool, ref wire);
        else if (json.ValueTextEquals("age"u8)) wire.Age = Age(ref json, ref wire);
        else if (json.ValueTextEquals("department"u8)) wire.Department = Raw(ref json, pool, ref wire);
        else if (json.ValueTextEquals("hospital_id"u8)) wire.HospitalId = Integer(ref json, ref wire);
        else if (json.ValueTextEquals("hospital_name"u8)) wire.HospitalName = Text(ref json, pool, ref wire);
        else if (json.ValueTextEquals("bed_id"u8)) wire.BedId = Raw(ref json, pool, ref wire);
        else if (json.ValueTextEquals("admission_time"u8)) wire.AdmissionTime = Time(ref json, ref wire, out _);
        else if (json.ValueTextEquals("expected_discharge_time"u8)) wire.ExpectedDischargeTime = Time(ref json, ref wire, out _);
        else if (json.ValueTextEquals("admission_priority"u8)) wire.AdmissionPriority = Text(ref json, pool, ref wire);
        else if (json.ValueTextEquals("diagnosis_code"u8)) wire.DiagnosisCode = Raw(ref json, pool, ref wire);
        else if (json.ValueTextEquals("insurance_type"u8)) wire.InsuranceType = Text(ref json, pool, ref wire);
        else if (json.ValueTextEquals("vitals"u8)) wire.Vitals = Vitals(ref json, ref wire);
        else if (json.ValueTextEquals("event_timestamp"u8)) wire.EventTimestamp = Time(ref json, ref wire, out wire.EventTimePrecision);
        else if (json.ValueTextEquals("discharge_time"u8)) wire.DischargeTime = Time(ref json, ref wire, out _);
        else if (json.ValueTextEquals("length_of_stay_hrs"u8)) wire.LengthOfStayHours = Number(ref json, ref wire);
        else if (json.ValueTextEquals("discharge_status"u8)) wire.DischargeStatus = Text(ref json, pool, ref wire);
        else if (json.ValueTextEquals("confidentiality"u8)) wire.Confidentiality = Text(ref json, pool, ref wire);
        else if (!WireBed.TryRead(ref json, pool, ref wire)) json.Skip();
    }

    private static VitalSigns? Vitals(ref Utf8JsonReader json, ref WireEvent wire)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Refuse(ref json, ref wire);
            return null;
        }

        int? heartRate = null, systolic = null, diastolic = null, saturation = null;
        double? temperature = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("heart_rate"u8)) heartRate = Integer(ref json, ref wire);
            else if (json.ValueTextEquals("bp_systolic"u8)) systolic = Integer(ref json, ref wire);
            else if (json.ValueTextEquals("bp_diastolic"u8)) diastolic = Integer(ref json, ref wire);
            else if (json.ValueTextEquals("temperature_f"u8)) temperature = Number(ref json, ref wire);
            else if (json.ValueTextEquals("oxygen_saturation"u8)) saturation = Integer(ref json, ref wire);
            else json.Skip();
        }

        return Vitals(heartRate, systolic, diastolic, temperature, saturation);
    }

    /// <summary>Returns the vital signs; null if there are none.</summary>
    internal static VitalSigns? Vitals(int? heartRate, int? systolic, int? diastolic, double? temperature, int? saturation) =>
        heartRate is null && systolic is null && diastolic is null && temperature is null && saturation is null
            ? null
            : new VitalSigns
            {
                HeartRate = heartRate,
                SystolicPressure = systolic,
                DiastolicPressure = diastolic,
                TemperatureFahrenheit = temperature,
                OxygenSaturation = saturation,
            };

    private static int? Age(ref Utf8JsonReader json, ref WireEvent wire)
    {
        var before = wire.Malformed;
        wire.Malformed = false;
        var age = Integer(ref json, ref wire);
        wire.AgeMalformed = wire.Malformed;
        wire.Malformed |= before;
        return age;
    }
}
