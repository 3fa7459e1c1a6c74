using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace PatientFlow.Silo.Api.Description;

/// <summary>Adds to a route's description what all routes of its kind have in common (docs/api.md).</summary>
internal sealed class OperationWords : IOpenApiOperationTransformer
{
    private const string AuditedWords =
        "The answer may name patients: the request is audited, and no cache may keep the answer.";

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["200"] = "The answer.",
        ["207"] = "Some of the events can be used; the others are in quarantine.",
        ["400"] = "A parameter or the body is not of the form that is described here.",
        ["401"] = "The silo asks who calls, and the request has no token or key that it takes.",
        ["403"] = "No role of the caller allows it, or the request comes from a page of another site.",
        ["404"] = "It is not known.",
        ["409"] = "This silo reads its events elsewhere; the problem says where.",
        ["413"] = "The request is too large; nothing of it was taken.",
        ["415"] = "The body is in an encoding other than gzip.",
        ["422"] = "None of the events can be used; all are in quarantine.",
        ["429"] = "More requests than one caller may make in a second; Retry-After says when to go on.",
        ["500"] = "A fault of the silo.",
        ["503"] = "Not now; ask again later.",
    };

    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Summary = operation.Summary?.TrimEnd('.'); // It is a heading.
        var route = context.Description.ActionDescriptor.EndpointMetadata;
        var parameters = operation.Parameters ??= [];
        foreach (var parameter in parameters.OfType<OpenApiParameter>()) AddExample(parameter, context);
        var responses = operation.Responses ??= [];
        var answer = responses.GetValueOrDefault("200") as OpenApiResponse;

        if (route.OfType<PagedAnswer>().FirstOrDefault() is { } paged)
        {
            parameters.Add(Limit(paged.LimitMax));
            parameters.Add(After());
            AddHeader(answer, HeaderNames.Link, "If there is more: `<path>; rel=\"next\"` (RFC 8288). Follow it as it is.");
        }

        if (route.OfType<SentBody>().FirstOrDefault() is { } body)
        {
            var schema = await ReferenceAsync(body.EntryType, context, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = body.Description,
                Content = body.ContentTypes.ToDictionary(t => t, _ => new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema },
                }),
            };
        }
        else if (route.OfType<AuditedAnswer>().Any())
        {
            operation.Description = string.Join(' ', [.. Words(operation.Description), AuditedWords]);
        }
        else if (route.OfType<StreamedAnswer>().Any())
        {
            parameters.Add(LastSeen());
        }
        else
        {
            parameters.Add(Known());
            AddHeader(answer, HeaderNames.ETag, "Weak tag of the answer.");
            responses["304"] = new OpenApiResponse { Description = "The client has this answer already." };
        }

        foreach (var (status, response) in responses)
            if (Statuses.TryGetValue(status, out var words))
                response.Description = words;
    }

    private static IEnumerable<string> Words(string? text) => string.IsNullOrEmpty(text) ? [] : [text];

    private static async Task<IOpenApiSchema> ReferenceAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
        if (context.Document is not { } document) return schema;
        document.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, document);
    }

    private static void AddExample(OpenApiParameter parameter, OpenApiOperationTransformerContext context)
    {
        var described = context.Description.ParameterDescriptions.FirstOrDefault(p => p.Name == parameter.Name);
        if (described?.ParameterDescriptor is IParameterInfoParameterDescriptor { ParameterInfo: var info }
            && info.GetCustomAttributes(typeof(ParameterWordsAttribute), inherit: false) is [ParameterWordsAttribute words])
            parameter.Example = parameter.Schema?.Type is { } type && (type & JsonSchemaType.String) != 0
                ? JsonValue.Create(words.Example)
                : JsonNode.Parse(words.Example);
    }

    private static OpenApiParameter Limit(int limitMax) => new()
    {
        Name = "limit",
        In = ParameterLocation.Query,
        Description = "Entries of the answer at most.",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = limitMax.ToString(CultureInfo.InvariantCulture),
            Default = JsonValue.Create(limitMax),
        },
    };

    private static OpenApiParameter After() => new()
    {
        Name = "after",
        In = ParameterLocation.Query,
        Description = "Where the page begins: from the `Link` of the page before.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter LastSeen() => new()
    {
        Name = "Last-Event-ID",
        In = ParameterLocation.Header,
        Description = "The `id` of the last message that the client has.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Known() => new()
    {
        Name = HeaderNames.IfNoneMatch,
        In = ParameterLocation.Header,
        Description = "The `ETag` of the answer that the client has.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static void AddHeader(OpenApiResponse? response, string name, string words)
    {
        if (response is null) return;
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader
        {
            Description = words, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
    }
}
