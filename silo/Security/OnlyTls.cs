namespace PatientFlow.Silo.Security;

/// <summary>Refuses what did not come by TLS, as the proxy says; for a silo that leaves TLS to one.</summary>
internal sealed class OnlyTls(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsHttps) return next(context);
        return Results.Problem(
                "Ask by https, through the proxy of this silo.", statusCode: StatusCodes.Status403Forbidden, title: "Not protected")
            .ExecuteAsync(context);
    }
}
