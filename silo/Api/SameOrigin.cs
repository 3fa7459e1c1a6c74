namespace PatientFlow.Silo.Api;

/// <summary>
/// Refuses requests that a browser sends on behalf of another site and, without authentication, requests to a host name
/// that is not loopback. Loopback needs no login, so otherwise any page that the operator opens could write events or, by
/// DNS rebinding, read them.
/// </summary>
/// <param name="next">What comes after.</param>
/// <param name="isOpen">Whether nobody is asked who they are, so that only loopback's own names are answered.</param>
internal sealed class SameOrigin(RequestDelegate next, bool isOpen)
{
    public Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var foreign = origin.Length > 0 && origin != $"{context.Request.Scheme}://{context.Request.Host}";
        if (!foreign && (!isOpen || IsLoopback(context.Request.Host.Host))) return next(context);
        return Results.Problem(
                "Requests from other sites are refused.", statusCode: StatusCodes.Status403Forbidden, title: "Forbidden")
            .ExecuteAsync(context);
    }

    // Uri is not used here: it throws on a port above 65,535 and accepts a bare number as an address.
    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
