using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace PatientFlow.Silo.Api;

/// <summary>
/// Gives each 200 answer to GET or HEAD a tag, so that a client that asks again gets 304 if nothing has changed. What is
/// audited names a patient: no cache may store it, so it has none.
/// </summary>
internal sealed class TaggedAnswers(IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var (request, headers) = (context.HttpContext.Request, context.HttpContext.Response.Headers);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return answer;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (headers.CacheControl.Count > 0) return answer;
        headers.CacheControl = CacheControlHeaderValue.NoCacheString;
        return answer is IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK }
            ? new TaggedJson(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json.Value.SerializerOptions))
            : answer;
    }
}
