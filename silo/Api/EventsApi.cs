using System.Buffers;
using Microsoft.Extensions.Primitives;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>
/// Accepts events and answers, when they are durable, what can be said of each (docs/events.md).
/// </summary>
internal static class EventsApi
{
    private const int BodyBytesMax = 32 * 1024 * 1024;
    private const int EventsMax = 100_000;
    private const string Minimal = "return=minimal"; // RFC 7240.
    private const int InitialBytesMax = 64 * 1024; // A client may announce any length; the buffer grows with what arrives.

    /// <summary>
    /// Maps the endpoint. If a topic or hub feeds the silo, it accepts nothing and says where to send events instead.
    /// </summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var route = routes.ServiceProvider.GetService<EventIntake>() is not null
            ? routes.MapPost("/events", PostAsync)
            : routes.MapPost("/events", ElsewhereAsync);
        route.Named("post_events", Subjects.Events).For(Permission.Ingest)
            .WithMetadata(new SentBody(
                typeof(SentEventView),
                "An array of events. One event alone is taken too, and one event a line as application/x-ndjson; in gzip, if "
                + "Content-Encoding says so. At most 100,000 events, 32 MiB, and 1 MiB an event.",
                "application/json", "application/x-ndjson"))
            .Answers<PostAnswerView>(400, 409, 413, 415, 503)
            .Produces<PostAnswerView>(StatusCodes.Status207MultiStatus)
            .Produces<PostAnswerView>(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Takes events, and answers when all of them are durable.</summary>
    /// <remarks>
    /// Repeating a request changes nothing, because each event has an id: after a 5xx or no answer, send the same again.
    /// With `Prefer: return=minimal` the answer is 200 for whatever is durable and lists only events in quarantine.
    /// </remarks>
    internal static async Task<IResult> PostAsync(
        HttpRequest request, Caller caller, EventReception reception, CancellationToken cancellationToken)
    {
        if (!StringValues.IsNullOrEmpty(request.Headers.ContentEncoding))
            return Results.Problem(
                "Send the events as they are, or in gzip.",
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Unsupported encoding");
        ReadOnlyMemory<byte>? read;
        try
        {
            read = await ReadAsync(request, cancellationToken);
        }
        catch (IOException fault)
        {
            // The body is incomplete or violates HTTP: the client's fault, and nothing was accepted.
            return Results.Problem(
                "The request's body could not be read to its end; nothing was taken.",
                statusCode: (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest,
                title: "Bad request");
        }

        if (read is not { } body) return TooLarge($"The request has more than {BodyBytesMax:N0} bytes.");
        var lines = request.ContentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true;
        var payloads = PayloadSplitter.Split(body, lines);
        if (payloads.Count > EventsMax)
            return TooLarge($"The request has {payloads.Count:N0} events, more than {EventsMax:N0}; none was taken.");
        if (payloads.All(p => p.IsEmpty))
            return Results.Problem(
                "The request holds no event. Send one event, an array of events, or one event a line.",
                statusCode: StatusCodes.Status400BadRequest, title: "No events");
        var oversized = payloads.FindIndex(p => p.Length > EventIntake.PayloadBytesMax);
        if (oversized >= 0)
            return TooLarge(
                $"Event {oversized + 1} of {payloads.Count} has more than {EventIntake.PayloadBytesMax:N0} bytes; none was taken.");
        var outside = PostedHospitals.FirstOutside(payloads, caller.Scope);
        if (outside >= 0)
            return Results.Problem(
                $"Event {outside + 1} of {payloads.Count} is of a hospital that you do not send for; none was taken.",
                statusCode: StatusCodes.Status403Forbidden, title: "Not your hospital");

        try
        {
            var minimal = PrefersMinimal(request);
            var verdicts = await reception.TakeAsync(payloads, findDuplicates: !minimal, cancellationToken);
            var events = verdicts.Select((v, i) => (Verdict: v, Index: i)).Where(e => !minimal || e.Verdict.Fault is not null)
                .Select(e => PostedEventView.Of(e.Index, e.Verdict, body, payloads[e.Index]));
            var answer = new PostAnswerView(
                verdicts.Count, verdicts.Count(v => v.IsDuplicate), verdicts.Count(v => v.Fault is not null), [.. events]);
            if (minimal) request.HttpContext.Response.Headers["Preference-Applied"] = Minimal;
            return Results.Json(answer, statusCode: minimal ? StatusCodes.Status200OK : answer.Status);
        }
        catch (IntakeClosedException closed)
        {
            return Problems.NoEventsNow(
                request.HttpContext,
                $"The request was not taken as a whole: {closed.Message}. Send it again later; what was taken is recognised.");
        }
    }

    private static bool PrefersMinimal(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(p => (p ?? "").Split(',', StringSplitOptions.TrimEntries)).Contains(Minimal, StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes no event: this silo reads a topic or a hub.</summary>
    internal static Task<IResult> ElsewhereAsync(IEventSource source) => Task.FromResult(Results.Problem(
        $"This silo reads its events from the {source.Name}. Send them there, with the patient's id as message key.",
        statusCode: StatusCodes.Status409Conflict, title: "Events go elsewhere"));

    private static IResult TooLarge(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too large");

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > BodyBytesMax) return null;
        var body = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 0, 4_096, InitialBytesMax) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4_096), cancellationToken);
            if (read == 0) return body.WrittenMemory;
            body.Advance(read);
            if (body.WrittenCount > BodyBytesMax) return null;
        }
    }
}
