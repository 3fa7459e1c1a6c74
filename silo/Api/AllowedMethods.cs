using Microsoft.Net.Http.Headers;

namespace PatientFlow.Silo.Api;

/// <summary>Answers OPTIONS with what a route takes. Routing knows it, but calls OPTIONS itself not allowed.</summary>
internal sealed class AllowedMethods(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        var response = context.Response;
        if (response.StatusCode != StatusCodes.Status405MethodNotAllowed || response.HasStarted) return;
        response.Headers.Append(HeaderNames.Allow, HttpMethods.Options);
        if (HttpMethods.IsOptions(context.Request.Method)) response.StatusCode = StatusCodes.Status204NoContent;
    }
}
