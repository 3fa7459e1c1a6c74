using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;
using PatientFlow.Silo.Api.Description;
using Scalar.AspNetCore;

namespace PatientFlow.Silo.Api;

/// <summary>
/// <c>/scalar/v1</c>: a page to read and try the API. All of it is in Scalar's assembly; its policy lets a browser ask
/// nobody but this silo, and run no script that the page did not come with.
/// </summary>
internal static class ReferencePage
{
    private const string Path = "/scalar";

    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments(Path))
            http.Response.OnStarting(static state => GuardAsync((HttpContext)state), http);
        return next(http);
    });

    public static void Map(IEndpointRouteBuilder routes) => routes.MapScalarApiReference(Path, page =>
    {
        page.Title = "PatientFlow API";
        page.OpenApiRoutePattern = "/openapi/{documentName}.json";
        page.AddDocument(ApiDescription.Version);
        page.WithNonce();
        // What would ask, or lead, elsewhere.
        page.DefaultFonts = false;
        page.Telemetry = false;
        page.Agent = new ScalarAgentOptions { Disabled = true };
        page.Mcp = new ScalarMcpOptions { Disabled = true };
        page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        page.HideClientButton = true;
    }).Add(file =>
        {
            file.Metadata.Add(new EndpointNameMetadata($"reference {((RouteEndpointBuilder)file).RoutePattern.RawText}"));
            file.Metadata.Add(new AllowAnonymousAttribute());
        });

    // Scalar writes style elements into the page as it runs: style is all that may be inline.
    private static Task GuardAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; "
            + $"script-src 'self' 'nonce-{http.Items[ScalarOptions.NonceHttpContextItemKey]}'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            + "frame-ancestors 'none'; base-uri 'none'";
        headers[HeaderNames.CacheControl] = CacheControlHeaderValue.NoCacheString;
        return Task.CompletedTask;
    }
}
