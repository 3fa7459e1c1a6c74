using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using PatientFlow.Events;

namespace PatientFlow.Simulator.Events;

/// <summary>
/// Writes an event as one JSON object, in the key order of the seed's producers: 16 keys for an ADMISSION, 17 for
/// a DISCHARGE, 10 for a TRANSFER (its place is the new one), 9 for VITALS, 7 for an
/// UPDATE. A BED_STATUS, which the seed did not have, has 5 or 6.
/// </summary>
internal static class EventJson
{
    /// <summary>Names outside ASCII stay readable: the output is a JSON file, never part of a web page.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Writes one object; the caller adds the line break and flushes.</summary>
    public static void Write(Utf8JsonWriter json, GeneratedEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("event_type"u8, TypeName(happened.Kind));
        json.WriteString("event_id"u8, happened.EventId);
        if (happened.Kind is not EventKind.BedStatus) json.WriteString("patient_id"u8, happened.PatientId);
        switch (happened.Kind)
        {
            case EventKind.Admission: WriteAdmission(json, happened); break;
            case EventKind.Discharge: WriteDischarge(json, happened); break;
            case EventKind.Transfer: WriteTransfer(json, happened); break;
            case EventKind.Vitals: WriteReading(json, happened); break;
            case EventKind.Update: WriteUpdate(json, happened); break;
            case EventKind.BedStatus: WriteBed(json, happened); break;
            default: throw new UnreachableException();
        }

        Time(json, "event_timestamp"u8, happened.EventTime);
        json.WriteEndObject();
    }

    /// <summary>The <c>event_type</c> of a kind; the simulator generates none of kind Unknown.</summary>
    public static ReadOnlySpan<byte> TypeName(EventKind kind) => kind switch
    {
        EventKind.Admission => "ADMISSION"u8,
        EventKind.Discharge => "DISCHARGE"u8,
        EventKind.Transfer => "TRANSFER"u8,
        EventKind.Update => "UPDATE"u8,
        EventKind.Vitals => "VITALS"u8,
        EventKind.BedStatus => "BED_STATUS"u8,
        _ => throw new UnreachableException(),
    };

    private static void WriteAdmission(Utf8JsonWriter json, GeneratedEvent happened)
    {
        Person(json, happened);
        Place(json, happened);
        Time(json, "admission_time"u8, happened.AdmissionTime);
        Time(json, "expected_discharge_time"u8, happened.ExpectedDischargeTime);
        json.WriteString("admission_priority"u8, happened.Priority);
        json.WriteString("diagnosis_code"u8, happened.DiagnosisCode);
        json.WriteString("insurance_type"u8, happened.InsuranceType);
        Vitals(json, happened.Vitals);
    }

    private static void WriteDischarge(Utf8JsonWriter json, GeneratedEvent happened)
    {
        Person(json, happened);
        Place(json, happened);
        Time(json, "admission_time"u8, happened.AdmissionTime);
        Time(json, "discharge_time"u8, happened.DischargeTime);
        if (happened.LengthOfStayHours is { } hours) json.WriteNumber("length_of_stay_hrs"u8, hours);
        else json.WriteNull("length_of_stay_hrs"u8);
        json.WriteString("discharge_status"u8, happened.DischargeStatus);
        json.WriteString("diagnosis_code"u8, happened.DiagnosisCode);
        json.WriteString("insurance_type"u8, happened.InsuranceType);
        Vitals(json, happened.Vitals);
    }

    private static void WriteTransfer(Utf8JsonWriter json, GeneratedEvent happened)
    {
        Place(json, happened);
        Time(json, "admission_time"u8, happened.AdmissionTime);
        Vitals(json, happened.Vitals);
    }

    private static void WriteReading(Utf8JsonWriter json, GeneratedEvent happened)
    {
        Place(json, happened);
        Vitals(json, happened.Vitals);
    }

    private static void WriteUpdate(Utf8JsonWriter json, GeneratedEvent happened)
    {
        Person(json, happened);
        json.WriteString("insurance_type"u8, happened.InsuranceType);
    }

    private static void WriteBed(Utf8JsonWriter json, GeneratedEvent happened)
    {
        json.WriteString("bed_id"u8, happened.BedId);
        json.WriteString("status"u8, happened.Bed.Status is BedStatus.Dirty ? "dirty"u8 : "available"u8);
        if (happened.Bed.Stage is CleaningStage.None) return;
        json.WriteString("stage"u8, happened.Bed.Stage switch
        {
            CleaningStage.Dirty => "dirty"u8,
            CleaningStage.Stat => "stat"u8,
            CleaningStage.InProgress => "in_progress"u8,
            _ => throw new UnreachableException(),
        });
    }

    private static void Person(Utf8JsonWriter json, GeneratedEvent happened)
    {
        json.WriteString("gender"u8, happened.Gender);
        Number(json, "age"u8, happened.Age);
    }

    private static void Place(Utf8JsonWriter json, GeneratedEvent happened)
    {
        json.WriteString("department"u8, happened.Department);
        Number(json, "hospital_id"u8, happened.HospitalId);
        json.WriteString("hospital_name"u8, happened.HospitalName);
        json.WriteString("bed_id"u8, happened.BedId);
    }

    private static void Vitals(Utf8JsonWriter json, VitalsReading? reading)
    {
        if (reading is not { } vitals)
        {
            json.WriteNull("vitals"u8);
            return;
        }

        json.WriteStartObject("vitals"u8);
        json.WriteNumber("heart_rate"u8, vitals.HeartRate);
        json.WriteNumber("bp_systolic"u8, vitals.Systolic);
        json.WriteNumber("bp_diastolic"u8, vitals.Diastolic);
        // A decimal of scale 1 keeps "98.0": readers that infer types see a fraction in every line.
        json.WriteNumber("temperature_f"u8, new decimal(vitals.TemperatureTenthsF, 0, 0, isNegative: false, scale: 1));
        json.WriteNumber("oxygen_saturation"u8, vitals.OxygenSaturation);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime? value)
    {
        if (value is not { } time)
        {
            json.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[19];
        if (!time.TryFormat(text, out var written, "s")) throw new UnreachableException();
        json.WriteString(name, text[..written]);
    }
}
