using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>Events written by hand, for tests of the API.</summary>
internal static class Wire
{
    /// <summary>An admission to the ICU of a hospital.</summary>
    public static string Admission(string eventId, string patientId, int bed = 7, string time = "2026-01-01T10:00:00", int hospital = 3) =>
        JsonSerializer.Serialize(new
        {
            event_type = "ADMISSION",
            event_id = eventId,
            patient_id = patientId,
            gender = "Female",
            age = 44,
            insurance_type = "Private",
            diagnosis_code = "I21.0-STEMI",
            department = "ICU",
            hospital_id = hospital,
            bed_id = $"H{hospital}-ICU-{bed}",
            admission_time = time,
            event_timestamp = time,
        });

    /// <summary>A discharge from there.</summary>
    public static string Discharge(string eventId, string patientId, string time = "2026-01-03T10:00:00") =>
        JsonSerializer.Serialize(new
        {
            event_type = "DISCHARGE",
            event_id = eventId,
            patient_id = patientId,
            department = "ICU",
            hospital_id = 3,
            discharge_time = time,
            event_timestamp = time,
        });
}
