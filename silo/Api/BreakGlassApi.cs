using PatientFlow.Access;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary><c>POST /api/patients/{id}/break-glass</c>: lets a caller see one patient for an hour, for a reason.</summary>
internal static partial class BreakGlassApi
{
    private const int ReasonMin = 10;
    private const int ReasonMax = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/patients/{id}/break-glass", BreakAsync).For(Permission.BreakGlass).AddEndpointFilter<AuditedReads>();

    // Whether there is such a patient is not told: that would tell where somebody has been.
    private static async Task<IResult> BreakAsync(
        string id, Reason body, HttpContext http, Caller caller, IGrainFactory grains, ILoggerFactory logs)
    {
        if (id.Length > 256 || id.Any(char.IsControl)) return Problems.NotFound("patient");
        var reason = body.Text?.Trim() ?? "";
        if (reason.Length is < ReasonMin or > ReasonMax)
            return Results.Problem(
                $"Say why, in {ReasonMin} to {ReasonMax} characters: {{\"reason\": \"...\"}}.",
                statusCode: StatusCodes.Status400BadRequest, title: "No reason");
        http.Features.Set(new GivenReason(reason));
        var until = await grains.GetGrain<IBreakGlassGrain>(caller.Subject).BreakAsync(id, reason);
        LogBroken(logs.CreateLogger(typeof(BreakGlassApi)), caller.Subject);
        return Results.Ok(new Answer(until));
    }

    [LoggerMessage(700, LogLevel.Warning, "{Who} sees a patient outside their part of the network for an hour; the audit trail says whom and why.")]
    private static partial void LogBroken(ILogger logger, string who);

    private sealed record Reason([property: System.Text.Json.Serialization.JsonPropertyName("reason")] string? Text);

    private sealed record Answer(DateTime Until);
}
