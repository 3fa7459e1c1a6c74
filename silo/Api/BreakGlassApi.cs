using PatientFlow.Access;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>Lets a caller see one patient for an hour, for a reason.</summary>
internal static partial class BreakGlassApi
{
    private const int ReasonMin = 10;
    private const int ReasonMax = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/patients/{id}/break-glass", BreakAsync).Named("break_glass", Subjects.Patients).For(Permission.BreakGlass)
            .Answers<BrokenGlassView>(400, 404, 415).Audited();

    /// <summary>Sees for an hour a patient who is restricted or outside the caller's part of the network.</summary>
    /// <remarks>
    /// Whether there is such a patient is not told: that would tell where somebody has been. The reason goes into the audit
    /// record of this request and of each read that it allows.
    /// </remarks>
    internal static async Task<IResult> BreakAsync(
        [ParameterWords("Id of the patient, as producers send it.", "p-1")] string id,
        BreakGlassReason body, HttpContext http, Caller caller, IGrainFactory grains, ILoggerFactory logs)
    {
        if (!AskedId.IsPossible(id)) return Problems.NotFound("patient");
        var reason = body.Reason?.Trim() ?? "";
        if (reason.Length is < ReasonMin or > ReasonMax)
            return Problems.NoQuery($"Say why, in {ReasonMin} to {ReasonMax} characters, as reason.");
        http.Features.Set(new GivenReason(reason));
        var until = await grains.GetGrain<IBreakGlassGrain>(caller.Subject).BreakAsync(id, reason);
        LogBroken(logs.CreateLogger(typeof(BreakGlassApi)), caller.Subject);
        return Results.Ok(new BrokenGlassView { Until = until });
    }

    [LoggerMessage(
        700, LogLevel.Warning,
        "{Who} sees for an hour a patient who is restricted or outside their part of the network; the audit trail says whom and why.")]
    private static partial void LogBroken(ILogger logger, string who);
}

/// <summary>Why somebody must see a patient.</summary>
internal sealed record BreakGlassReason
{
    /// <summary>In their words, 10 to 500 characters.</summary>
    /// <example>Unconscious in our emergency room</example>
    public string? Reason { get; init; }
}

/// <summary>What was allowed.</summary>
internal sealed record BrokenGlassView
{
    /// <summary>Until when the patient may be seen, UTC.</summary>
    /// <example>2026-01-01T11:00:00Z</example>
    public required DateTime Until { get; init; }
}
