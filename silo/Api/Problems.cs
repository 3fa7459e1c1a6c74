using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>
/// Problem documents (RFC 9457). None repeats what the client sent, because it may be a patient's id.
/// </summary>
internal static class Problems
{
    private const string RetryAfterSeconds = "2";

    /// <summary>Adds words to a refusal that routing makes before a route is asked.</summary>
    public static void Explain(ProblemDetailsOptions options) => options.CustomizeProblemDetails = context =>
    {
        if (context.ProblemDetails is { Status: StatusCodes.Status400BadRequest, Detail: null })
            context.ProblemDetails.Detail = "A parameter is not of the form that /openapi/v1.json describes.";
        context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status401Unauthorized => "Bring a token of this silo's issuer, or a key: Authorization: Bearer ...",
            StatusCodes.Status403Forbidden => context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Needs>()?.Permission is { } needed
                ? $"None of your roles allows this: it needs {Roles.NameOf(needed)}."
                : "None of your roles allows this.",
            StatusCodes.Status429TooManyRequests => "More requests than one caller may make in a second; wait as Retry-After says.",
            _ => null,
        };
    };

    /// <summary>Returns 404 for something unknown.</summary>
    public static IResult NotFound(string thing) => Results.Problem(
        $"There is no such {thing}.", statusCode: StatusCodes.Status404NotFound, title: $"Unknown {thing}");

    /// <summary>Returns 400 for a page of a list that cannot be.</summary>
    public static IResult NoPage(int limitMax) => Results.Problem(
        $"limit is a number from 1 to {limitMax}, and after comes from the Link of the page before.",
        statusCode: StatusCodes.Status400BadRequest, title: "No such page");

    /// <summary>Returns 400 for a parameter that cannot be.</summary>
    /// <param name="detail">What would be right.</param>
    public static IResult NoQuery(string detail) => Results.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, title: "No such question");

    /// <summary>Returns 503 because the log takes nothing now, and says when to come again.</summary>
    public static IResult NoEventsNow(HttpContext http, string detail)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: "No events now");
    }

    /// <summary>Returns 503 because the lake cannot be read.</summary>
    public static IResult NoLake() => Results.Problem(
        "The table that this is read from is not there yet, or the lake does not answer. Live routes do.",
        statusCode: StatusCodes.Status503ServiceUnavailable, title: "Lake not readable");
}
