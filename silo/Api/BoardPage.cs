using Microsoft.Extensions.FileProviders;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>
/// The bed board: files embedded in the assembly, with no external content, no foreign scripts and none in its page.
/// </summary>
internal static class BoardPage
{
    private const string Policy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Serves it to everybody: there is nothing in it but how to ask.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="oidc">The issuer, which the board asks too where people sign in; null for none.</param>
    public static void Use(IApplicationBuilder app, OidcSettings? oidc)
    {
        var policy = oidc?.Board is null ? Policy : $"{Policy}; connect-src 'self' {oidc.Authority.GetLeftPart(UriPartial.Authority)}";
        var files = new ManifestEmbeddedFileProvider(typeof(BoardPage).Assembly, "wwwroot");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        // Packed here, and nothing else: the API packs its own answers.
        app.UseWhen(http => files.GetFileInfo(http.Request.Path.Value ?? "").Exists, page => page.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.ContentSecurityPolicy = policy;
                // Kept, and asked for again with its tag each time: a new version is seen at once.
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }
}
