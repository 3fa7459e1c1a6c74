using Microsoft.AspNetCore.OpenApi;
using PatientFlow.Silo.Api.Description;

namespace PatientFlow.Silo.Api;

/// <summary>The description of the API.</summary>
internal static class DescriptionApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Made once: the routes are fixed by now. Ours and not MapOpenApi, whose answers have no tag.
        byte[]? made = null;
        routes.MapGet(
            $"/openapi/{ApiDescription.Version}.json",
            async ([FromKeyedServices(ApiDescription.Version)] IOpenApiDocumentProvider provider, CancellationToken cancellationToken) =>
                new TaggedJson(made ??= await ApiDescription.WriteAsync(provider, cancellationToken)))
            .WithName("get_description").ExcludeFromDescription().AllowAnonymous();
    }
}
