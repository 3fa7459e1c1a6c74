using Microsoft.Net.Http.Headers;

namespace PatientFlow.Silo.Api;

/// <summary>Refuses a request whose body says that it is gzip and is not, or is cut: nothing of it was taken.</summary>
internal sealed class PackedBodies(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state => OfferAsync((HttpResponse)state), context.Response);
        try
        {
            await next(context);
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            await Results.Problem(
                    "The request's body is not whole gzip, as its Content-Encoding says; nothing was taken.",
                    statusCode: StatusCodes.Status400BadRequest, title: "Bad request")
                .ExecuteAsync(context);
        }
    }

    // RFC 9110, section 12.5.3: a client whose encoding is refused is told which one is not.
    private static Task OfferAsync(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status415UnsupportedMediaType)
            response.Headers[HeaderNames.AcceptEncoding] = "gzip";
        return Task.CompletedTask;
    }
}
