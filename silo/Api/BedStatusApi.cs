using System.Buffers;
using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Quality;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>
/// <c>POST /api/v1/beds/{id}/status</c>: declares the state of a bed. It becomes an event in the log, as any other, and is
/// answered when that is durable.
/// </summary>
internal static class BedStatusApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/beds/{id}/status", PostAsync).Named("set_bed_status", Subjects.Places).For(Permission.SetBeds)
            .Answers<BedStatusAnswerView>(400, 404, 409, 415, 503).Audited();

    /// <summary>Declares the state of a bed.</summary>
    /// <remarks>It becomes an event in the log, as any other, and is answered when that is durable (docs/beds.md).</remarks>
    internal static async Task<IResult> PostAsync(
        [ParameterWords("Id of the bed, in any case.", "H3-ICU-7")] string id,
        BedStatusRequest body, HttpContext http, IGrainFactory grains, SeenNetwork seen, NetworkMap network, TimeProvider time)
    {
        if (seen.FindBed(id) is not { } bed || await grains.GetGrain<IBedGrain>(bed.BedId).GetAsync() is not { } view)
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
            return Results.Ok(new BedStatusAnswerView
            {
                BedId = bed.BedId,
                EventId = eventId,
                Status = verdict.IsDuplicate ? "duplicate" : "accepted",
                Partition = verdict.Position.Partition,
                Offset = verdict.Position.Offset,
            });
        }
        catch (IntakeClosedException closed)
        {
            return Problems.NoEventsNow(http, $"It was not taken: {closed.Message}. Send it again later, with the same event_id.");
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
}

/// <summary>What is declared of a bed.</summary>
internal sealed record BedStatusRequest
{
    /// <summary>The new state: `available`, `reserved`, `dirty`, `blocked`, `closed`, `contaminated` or `isolated`.</summary>
    /// <example>available</example>
    public required string Status { get; init; }

    /// <summary>How far cleaning is, of a dirty bed.</summary>
    public string? Stage { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>When it is expected to end, with its zone.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The patient whom a reserved bed is kept for.</summary>
    public string? ReservedFor { get; init; }

    /// <summary>Id of the event; a client that may send twice chooses it. A new one if it is left out.</summary>
    public string? EventId { get; init; }
}

/// <summary>Where the log has the event.</summary>
internal sealed record BedStatusAnswerView
{
    /// <summary>The bed.</summary>
    /// <example>H3-ICU-7</example>
    public required string BedId { get; init; }

    /// <summary>Id of the event.</summary>
    public required string EventId { get; init; }

    /// <summary>`accepted`, or `duplicate` of an event that was known.</summary>
    /// <example>accepted</example>
    public required string Status { get; init; }

    /// <summary>Partition of the log.</summary>
    /// <example>4</example>
    public required int Partition { get; init; }

    /// <summary>Offset in the partition.</summary>
    /// <example>17</example>
    public required long Offset { get; init; }
}
