using System.Buffers;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>
/// <c>POST /api/events</c>: accepts events and answers, when they are durable, what can be said of each (docs/events.md).
/// </summary>
internal static class EventsApi
{
    private const int BodyBytesMax = 32 * 1024 * 1024;
    private const int EventsMax = 100_000;
    private const string RetryAfterSeconds = "2";
    private const string Minimal = "return=minimal"; // RFC 7240.
    private const int InitialBytesMax = 1024 * 1024; // A client may announce any length; the buffer grows with what arrives.

    /// <summary>
    /// Maps the endpoint. If a topic or hub feeds the silo, it accepts nothing and says where to send events instead.
    /// </summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<EventIntake>() is not null) routes.MapPost("/api/events", PostAsync).For(Permission.Ingest);
        else routes.MapPost("/api/events", (IEventSource source) => Elsewhere(source)).For(Permission.Ingest);
    }

    private static async Task<IResult> PostAsync(
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
            var answer = new PostAnswer(
                verdicts.Count, verdicts.Count(v => v.IsDuplicate), verdicts.Count(v => v.Fault is not null), [.. events]);
            if (minimal) request.HttpContext.Response.Headers["Preference-Applied"] = Minimal;
            return Results.Json(answer, statusCode: minimal ? StatusCodes.Status200OK : answer.Status);
        }
        catch (IntakeClosedException closed)
        {
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.Problem(
                $"The request was not taken as a whole: {closed.Message}. Send it again later; what was taken is recognised.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "No events now");
        }
    }

    private static bool PrefersMinimal(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(p => (p ?? "").Split(',', StringSplitOptions.TrimEntries)).Contains(Minimal, StringComparer.OrdinalIgnoreCase);

    private static IResult Elsewhere(IEventSource source) => Results.Problem(
        $"This silo reads its events from the {source.Name}. Send them there, with the patient's id as message key.",
        statusCode: StatusCodes.Status409Conflict, title: "Events go elsewhere");

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

    /// <summary>Counts of a request's events, and the events.</summary>
    /// <param name="Accepted">Events that the log holds now: all of the request.</param>
    /// <param name="Duplicates">How many of them repeat an event that was known; 0 if the sender prefers a minimal answer.</param>
    /// <param name="Quarantined">How many of them cannot be used.</param>
    /// <param name="Events">All events; only the quarantined ones if the sender prefers a minimal answer.</param>
    private sealed record PostAnswer(int Accepted, int Duplicates, int Quarantined, IReadOnlyList<PostedEventView> Events)
    {
        /// <summary>200 if all can be used, 422 if none can, else 207.</summary>
        [JsonIgnore]
        public int Status => Quarantined == 0 ? StatusCodes.Status200OK
            : Quarantined == Accepted ? StatusCodes.Status422UnprocessableEntity
            : StatusCodes.Status207MultiStatus;
    }
}
