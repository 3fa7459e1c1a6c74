using System.Buffers;
using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>One patient's part of a swap.</summary>
/// <param name="EventId">Id of its event.</param>
/// <param name="PatientId">The patient.</param>
/// <param name="From">The bed that the patient is in.</param>
/// <param name="To">The bed that the patient comes to.</param>
/// <param name="At">When, UTC.</param>
internal sealed record SwapTransfer(string EventId, string PatientId, BedAddress From, BedAddress To, DateTime At)
{
    /// <summary>
    /// Whether the patient can be moved: is in the bed since not later than that, or has been moved by this very event, which
    /// is then sent again.
    /// </summary>
    /// <param name="known">What is known of the patient.</param>
    /// <param name="patient">The patient's grain.</param>
    public async Task<bool> IsPossibleAsync(PatientSnapshot known, IPatientGrain patient) =>
        (known.OpenStay is { } stay && stay.Place.BedId == From.BedId && stay.MovedAt <= At)
        || (await patient.KnowsAsync([EventKey.Of(EventId, EventKind.Transfer)]))[0];

    /// <summary>The event.</summary>
    public ReadOnlyMemory<byte> ToPayload()
    {
        var payload = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(payload);
        json.WriteStartObject();
        json.WriteString("event_type", "TRANSFER");
        json.WriteString("event_id", EventId);
        json.WriteString("event_timestamp", At);
        json.WriteString("patient_id", PatientId);
        json.WriteNumber("hospital_id", To.HospitalId);
        json.WriteString("department", To.Department);
        json.WriteString("bed_id", To.BedId);
        json.WriteEndObject();
        json.Flush();
        return payload.WrittenMemory;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{From.BedId} to {To.BedId}"; // A record's own would name the patient.
}
