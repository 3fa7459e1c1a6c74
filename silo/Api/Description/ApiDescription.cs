using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PatientFlow.Silo.Api.Description;

/// <summary>The description of the API, <c>/openapi/v1.json</c>: OpenAPI 3.1, made from the routes themselves.</summary>
internal static class ApiDescription
{
    /// <summary>Name of the document, and version of the API.</summary>
    public const string Version = "v1";

    private const string Bearer = "bearer";

    private const string Words =
        "Where every patient is and which beds are free, live. Times are UTC (RFC 3339), names are in snake_case. HEAD is "
        + "answered wherever GET is. An error is a problem document (RFC 9457) that repeats nothing of the request. Other "
        + "fields may be added to an answer at any time; none is removed or changes its meaning within a version.";

    /// <summary>Registers what makes it.</summary>
    public static void Add(IServiceCollection services) => services.AddOpenApi(Version, description =>
    {
        description.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // HEAD shares the name of its GET, and a name is to be unique in a description.
        description.ShouldInclude = route => !HttpMethods.IsHead(route.HttpMethod ?? "");
        description.AddOperationTransformer<OperationWords>();
        description.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(DateTime) || context.JsonTypeInfo.Type == typeof(DateTime?))
                schema.Pattern = "Z$"; // A time without a zone would be read in the client's.
            return Task.CompletedTask;
        });
        description.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "PatientFlow", Version = "1", Description = Words };
            // Where this copy came from says nothing about where it is used.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer",
                    Description = "A token of the silo's issuer, or a key of ./run keys. On loopback, unless one is asked for, none is needed.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            document.Tags = Subjects.All.Select(s => new OpenApiTag { Name = s.Name, Description = s.Words }).ToHashSet();
            return Task.CompletedTask;
        });
    });

    /// <summary>Writes it as JSON, UTF-8.</summary>
    public static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider provider, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, cancellationToken);
        return text.ToArray();
    }
}
