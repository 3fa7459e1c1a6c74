using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Quality;

namespace PatientFlow.Tests.Build;

/// <summary>An event as a producer sends it, built field by field. Short times such as <c>08:30</c> are of 3 June 2025.</summary>
internal sealed record SentEvent
{
    private const string Day = "2025-06-03T";

    private ImmutableList<(string Field, string Json)> Fields { get; init; } = [];

    public string Json => $"{{{string.Join(',', Fields.Select(f => $"\"{f.Field}\":{f.Json}"))}}}";

    public byte[] Utf8 => Encoding.UTF8.GetBytes(Json);

    public bool HasId => Fields.Exists(f => f.Field == "event_id");

    /// <summary>A whole and clean admission to H3-ICU-7 at 08:00.</summary>
    public static SentEvent Admission(string? patient = "P1") => Of("ADMISSION", patient).At("08:00")
        .Person("Female", 40, "Private").In("H3-ICU-7").With("diagnosis_code", "I21.0-STEMI")
        .Admitted("08:00").With("admission_priority", "Urgent");

    /// <summary>A whole and clean discharge from H3-ICU-7 at 12:00 of a stay since 08:00.</summary>
    public static SentEvent Discharge(string patient = "P1") => Of("DISCHARGE", patient).At("12:00")
        .Person("Female", 40, "Private").In("H3-ICU-7").With("diagnosis_code", "I21.0-STEMI")
        .Admitted("08:00").Discharged("12:00").With("length_of_stay_hrs", 4.0)
        .With("discharge_status", "Discharged-Home");

    /// <summary>A transfer to H3-SUR-1 at 10:00.</summary>
    public static SentEvent Transfer(string patient = "P1") => Of("TRANSFER", patient).At("10:00").In("H3-SUR-1");

    /// <summary>New demographics at 10:00: none yet.</summary>
    public static SentEvent Update(string patient = "P1") => Of("UPDATE", patient).At("10:00");

    /// <summary>Vital signs at 09:00.</summary>
    public static SentEvent Vitals(string? patient = "P1", int heartRate = 72) => Of("VITALS", patient).At("09:00")
        .With("vitals", new { heart_rate = heartRate, bp_systolic = 120, bp_diastolic = 80, temperature_f = 98.6, oxygen_saturation = 97 });

    /// <summary>A bed of H3-ICU is declared available at 12:00.</summary>
    public static SentEvent BedStatus(string status = "available", string bed = "H3-ICU-7") =>
        new SentEvent().With("event_type", "BED_STATUS").At("12:00").With("bed_id", bed).With("status", status);

    /// <summary>The last transfer is cancelled at 11:00.</summary>
    public static SentEvent CancelTransfer(string patient = "P1") => Of("CANCEL_TRANSFER", patient).At("11:00");

    /// <summary>The discharge is cancelled at 13:00.</summary>
    public static SentEvent CancelDischarge(string patient = "P1") => Of("CANCEL_DISCHARGE", patient).At("13:00");

    public static SentEvent Of(string? type, string? patient) =>
        new SentEvent().With("event_type", type).With("patient_id", patient);

    public SentEvent Id(string id) => With("event_id", id);

    public SentEvent At(string time) => With("event_timestamp", Iso(time));

    public SentEvent Admitted(string? time) => With("admission_time", time is null ? null : Iso(time));

    public SentEvent Discharged(string? time) => With("discharge_time", time is null ? null : Iso(time));

    public SentEvent Person(string? gender, int? age, string? insurance) =>
        With("gender", gender).With("age", age).With("insurance_type", insurance);

    /// <summary>Hospital, department and bed of a bed of the seed's network.</summary>
    public SentEvent In(string bedId)
    {
        var bed = Networks.Seed.FindBed(bedId) ?? throw new ArgumentException($"{bedId} is no bed", nameof(bedId));
        return With("department", bed.Department).With("hospital_id", bed.HospitalId)
            .With("hospital_name", Networks.Seed.HospitalName(bed.HospitalId)).With("bed_id", bedId);
    }

    public SentEvent With(string field, object? value) => Raw(field, JsonSerializer.Serialize(value));

    /// <summary>A field with a value as it stands in the payload.</summary>
    public SentEvent Raw(string field, string json) =>
        this with { Fields = Fields.RemoveAll(f => f.Field == field).Add((field, json)) };

    public SentEvent Without(string field) => this with { Fields = Fields.RemoveAll(f => f.Field == field) };

    /// <summary>Read and cleaned, as ingestion does it.</summary>
    public PatientEvent Clean(
        int partition = 0, long offset = 0, DateTime? appendTime = null, NetworkMap? network = null)
    {
        var sent = HasId ? this : Id($"E{partition}-{offset}");
        var reason = WireReader.Read(sent.Utf8, new TextPool(), out var wire);
        Assert.Equal(UnusableReason.None, reason);
        return QualityRules.Clean(wire, partition, offset, appendTime ?? Time("23:00"), network ?? Networks.Seed);
    }

    public static DateTime Time(string time) => DateTime.SpecifyKind(
        DateTime.Parse(Iso(time), System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static string Iso(string time) => time.Length == 5 ? $"{Day}{time}:00" : time;
}
