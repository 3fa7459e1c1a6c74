using Microsoft.Net.Http.Headers;
using PatientFlow.Silo.Audit;

namespace PatientFlow.Silo.Security;

/// <summary>Records a request for patient data before the answer is sent, and lets no cache keep the answer.</summary>
internal sealed class AuditedReads(AuditTrail trail) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = CacheControlHeaderValue.NoStoreString;
        trail.Record(AccessRecord.Of(
            http, answer is IStatusCodeHttpResult { StatusCode: { } status } ? status : http.Response.StatusCode));
        return answer;
    }
}
