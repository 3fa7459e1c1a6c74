using Microsoft.AspNetCore.Http.Features;

namespace PatientFlow.Silo.Api;

/// <summary>
/// The API had no version once. Its old paths answer 308, which keeps method and body, so that senders go on working.
/// </summary>
internal static class MovedRoutes
{
    private const string Old = "/api";

    private static readonly string[] Subjects =
        ["hospitals", "departments", "beds", "patients", "conflicts", "events", "status", "exports", "alerts"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var subject in Subjects)
            routes.MapMethods($"{Old}/{subject}/{{**rest}}", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post], Moved)
                .WithName($"moved_{subject}").ExcludeFromDescription().AllowAnonymous();
    }

    private static IResult Moved(HttpContext http)
    {
        // As it was sent: an id may hold escapes that a decoded path no longer has.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith($"{Old}/", StringComparison.OrdinalIgnoreCase))
            target = http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
        return new MovedAnswer(ApiV1.Path + target[Old.Length..]);
    }

    // Results.LocalRedirect writes its target into the log, and a path may name a patient.
    private sealed class MovedAnswer(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
