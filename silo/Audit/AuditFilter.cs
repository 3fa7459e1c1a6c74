using Microsoft.Net.Http.Headers;

namespace PatientFlow.Silo.Audit;

/// <summary>Records a request for patient data before the answer is sent, and lets no cache keep the answer.</summary>
internal sealed class AuditFilter(AuditTrail trail) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = CacheControlHeaderValue.NoStoreString;
        trail.Record(
            http.Connection.RemoteIpAddress?.ToString() ?? "in-process",
            http.Request.Method,
            http.Request.Path,
            answer is IStatusCodeHttpResult { StatusCode: { } status } ? status : http.Response.StatusCode);
        return answer;
    }
}
