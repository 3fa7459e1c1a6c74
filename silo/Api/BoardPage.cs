using Microsoft.Extensions.FileProviders;

namespace PatientFlow.Silo.Api;

/// <summary>
/// The bed board: files embedded in the assembly, with no external content, no foreign scripts and none in its page.
/// </summary>
internal static class BoardPage
{
    private const string Policy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void Use(IApplicationBuilder app)
    {
        var files = new ManifestEmbeddedFileProvider(typeof(BoardPage).Assembly, "wwwroot");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.ContentSecurityPolicy = Policy;
                // Kept, and asked for again with its tag each time: a new version is seen at once.
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }
}
