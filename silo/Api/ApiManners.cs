using Microsoft.AspNetCore.ResponseCompression;

namespace PatientFlow.Silo.Api;

/// <summary>What all routes of the API have in common as HTTP (docs/api.md).</summary>
internal static class ApiManners
{
    private static readonly PathString Api = "/api";
    private static readonly PathString Description = "/openapi";

    /// <summary>Registers what <see cref="Use"/> needs.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"]);
        services.AddRequestDecompression(decompression =>
        {
            // Only this one notices that a body was cut (Directory.Build.props).
            foreach (var other in decompression.DecompressionProviders.Keys.Where(k => k != "gzip").ToList())
                decompression.DecompressionProviders.Remove(other);
        });
    }

    /// <summary>Puts it before the routes. The board's own files have manners of their own.</summary>
    public static void Use(IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Api) || context.Request.Path.StartsWithSegments(Description),
        api => api.UseResponseCompression().UseMiddleware<AllowedMethods>().UseMiddleware<PackedBodies>()
            .UseRequestDecompression());

    /// <summary>Returns where all routes are to be mapped: those that answer GET also answer HEAD, and have tags.</summary>
    public static IEndpointRouteBuilder Routes(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AddEndpointFilter<TaggedAnswers>();
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            // Kestrel leaves out the body of an answer to HEAD.
            for (var i = 0; i < endpoint.Metadata.Count; i++)
                if (endpoint.Metadata[i] is HttpMethodMetadata { HttpMethods: ["GET"] })
                    endpoint.Metadata[i] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
        });
        return group;
    }
}
