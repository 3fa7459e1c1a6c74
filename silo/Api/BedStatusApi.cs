using System.Buffers;
using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Quality;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Api;

/// <summary>
/// <c>POST /api/v1/beds/{id}/status</c>: declares the state of a bed. It becomes an event in the log, as any other, and is
/// answered when that is durable.
/// </summary>
internal static class BedStatusApi
{
    private const string RetryAfterSeconds = "2";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/beds/{id}/status", PostAsync).AddEndpointFilter<Audit.AuditFilter>();

    private static async Task<IResult> PostAsync(
        string id, BedStatusRequest body, HttpContext http, IGrainFactory grains, NetworkMap network, TimeProvider time)
    {
        if (network.FindBed(id) is not { } bed || await grains.GetGrain<IBedGrain>(bed.BedId).GetAsync() is not { } view)
            return Problems.NotFound("bed");
        if (http.RequestServices.GetService<EventReception>() is not { } reception)
            return Results.Problem(
                "This silo reads its events from a topic or hub. Send a BED_STATUS there, with the bed's id as message key.",
                statusCode: StatusCodes.Status409Conflict, title: "Events go elsewhere");
        var eventId = body.EventId ?? Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var payload = Payload(bed.BedId, eventId, body, time.GetUtcNow());
        var reason = WireReader.Read(payload.Span, new TextPool(), out var wire);
        if (reason != UnusableReason.None || BedStatusReading.Flags(wire) != ExtraFlags.None
            || BedStatusReading.Read(wire, network) is not { } change)
            return Results.Problem(
                $"status is one of {BedStatusReading.Names}; stage, of a dirty bed, one of {BedStatusReading.StageNames}; "
                + "ids have at most 256 characters.",
                statusCode: StatusCodes.Status400BadRequest, title: "No such state");
        if (view.State is { } now && !BedStateRules.Allows(now, change))
            return Results.Problem(
                $"The bed is {BedStatusReading.Name(now.Status)} now, and cannot become {BedStatusReading.Name(change.Status)}.",
                statusCode: StatusCodes.Status409Conflict, title: "Not in this state");
        try
        {
            var verdict = (await reception.TakeAsync([payload], findDuplicates: true, http.RequestAborted))[0];
            return Results.Ok(new BedStatusAnswer(
                bed.BedId, eventId, verdict.IsDuplicate ? "duplicate" : "accepted", verdict.Position.Partition, verdict.Position.Offset));
        }
        catch (IntakeClosedException closed)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.Problem(
                $"It was not taken: {closed.Message}. Send it again later, with the same event_id.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "No events now");
        }
    }

    private static ReadOnlyMemory<byte> Payload(string bedId, string eventId, BedStatusRequest body, DateTimeOffset now)
    {
        var payload = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(payload);
        json.WriteStartObject();
        json.WriteString("event_type", "BED_STATUS");
        json.WriteString("event_id", eventId);
        json.WriteString("event_timestamp", now.UtcDateTime);
        json.WriteString("bed_id", bedId);
        json.WriteString("status", body.Status);
        if (body.Stage is not null) json.WriteString("stage", body.Stage);
        if (body.Reason is not null) json.WriteString("reason", body.Reason);
        if (body.Until is { } until) json.WriteString("until", until.UtcDateTime);
        if (body.ReservedFor is not null) json.WriteString("reserved_for", body.ReservedFor);
        json.WriteEndObject();
        json.Flush();
        return payload.WrittenMemory;
    }

    /// <summary>What is declared.</summary>
    /// <param name="Status">The new state, such as <c>available</c>.</param>
    /// <param name="Stage">How far cleaning is, of a dirty bed.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Until">When it is expected to end.</param>
    /// <param name="ReservedFor">The patient whom a reserved bed is kept for.</param>
    /// <param name="EventId">Id of the event; a client that may send twice chooses it. Null for a new one.</param>
    internal sealed record BedStatusRequest(
        string Status, string? Stage, string? Reason, DateTimeOffset? Until, string? ReservedFor, string? EventId);

    /// <summary>Where the log has the event.</summary>
    internal sealed record BedStatusAnswer(string BedId, string EventId, string Status, int Partition, long Offset);
}
