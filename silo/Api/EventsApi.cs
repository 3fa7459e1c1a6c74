using System.Buffers;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Api;

/// <summary><c>POST /api/events</c>: takes events in, answers when they are durable.</summary>
internal static class EventsApi
{
    private const int BodyBytesMax = 32 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/events", PostAsync);

    private static async Task<IResult> PostAsync(HttpRequest request, EventIntake intake, CancellationToken cancellationToken)
    {
        if (request.ContentLength > BodyBytesMax) return TooLarge($"The request has more than {BodyBytesMax:N0} bytes.");
        if (await ReadAsync(request, cancellationToken) is not { } body)
            return TooLarge($"The request has more than {BodyBytesMax:N0} bytes.");

        var lines = request.ContentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true;
        var payloads = PayloadSplitter.Split(body, lines);
        if (payloads.All(p => p.IsEmpty))
            return Results.Problem(
                "The request has no body. Send one event, an array of events, or one event a line.",
                statusCode: StatusCodes.Status400BadRequest, title: "No events");
        var oversized = payloads.FindIndex(p => p.Length > EventIntake.PayloadBytesMax);
        if (oversized >= 0)
            return TooLarge($"Event {oversized + 1} of {payloads.Count} has more than {EventIntake.PayloadBytesMax:N0} bytes; none was taken.");

        var positions = await intake.AppendAsync(payloads, cancellationToken);
        return Results.Ok(new Accepted(
            positions.Length, [.. positions.Select(p => new AcceptedEvent(p.Partition, p.Offset))]));
    }

    private static IResult TooLarge(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too large");

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>((int)Math.Max(request.ContentLength ?? 0, 4_096) + 1);
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4_096), cancellationToken);
            if (read == 0) return body.WrittenMemory;
            body.Advance(read);
            if (body.WrittenCount > BodyBytesMax) return null;
        }
    }

    private sealed record Accepted([property: System.Text.Json.Serialization.JsonPropertyName("accepted")] int Count, IReadOnlyList<AcceptedEvent> Events);

    private sealed record AcceptedEvent(int Partition, long Offset);
}
