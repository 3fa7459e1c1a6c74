using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace PatientFlow.Silo.Api;

/// <summary>
/// A 200 answer whose tag is a hash of its JSON, or 304 if the client has that. The tag is weak because it is the same
/// whether the answer is compressed or not.
/// </summary>
internal sealed class TaggedJson(byte[] body) : IResult
{
    private const int TagBytes = 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var hash = SHA256.HashData(body).AsSpan(0, TagBytes);
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(hash)}\"", isWeak: true);
        response.Headers.ETag = tag.ToString();
        if (request.GetTypedHeaders().IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
