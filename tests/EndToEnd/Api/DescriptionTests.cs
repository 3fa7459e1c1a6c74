using System.Net;
using System.Text.Json;

namespace PatientFlow.Tests.Api;

/// <summary>What the API says of itself, in OpenAPI 3.1.</summary>
public sealed class DescriptionTests(IdleSilo silo) : IClassFixture<IdleSilo>
{
    private static readonly string CheckedIn = Path.Combine(Programs.Root, "docs", "openapi-v1.json");

    [Fact]
    public async Task The_description_changes_only_on_purpose()
    {
        var served = await silo.Api.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)) + "\n";
        var file = Path.Combine(AppContext.BaseDirectory, "openapi-v1.json");
        await File.WriteAllTextAsync(file, served, TestContext.Current.CancellationToken);
        Assert.True(
            served == await File.ReadAllTextAsync(CheckedIn, TestContext.Current.CancellationToken),
            "The API is no longer what docs/openapi-v1.json says. A client relies on that: within a version, add, and neither "
            + $"remove nor rename. If the change is wanted: cp {file} {CheckedIn}, and look at the difference.");
    }

    [Fact]
    public async Task Every_operation_parameter_and_field_has_a_name_and_words()
    {
        var description = await silo.Api.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var document = JsonElement.Parse(description);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).ToList();
        Assert.NotEmpty(operations);
        Assert.Equal(operations.Count, operations.Select(o => o.Value.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.All(operations, o => Assert.NotEmpty(o.Value.GetProperty("summary").GetString() ?? ""));
        Assert.All(operations, o => Assert.Single(o.Value.GetProperty("tags").EnumerateArray()));
        Assert.Empty(operations.Where(o => o.Value.TryGetProperty("parameters", out _))
            .SelectMany(o => o.Value.GetProperty("parameters").EnumerateArray()).Where(p => !p.TryGetProperty("description", out _))
            .Select(p => p.GetProperty("name").GetString()));
        Assert.Empty(document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(s => s.Name != "ProblemDetails" && s.Value.TryGetProperty("properties", out _))
            .SelectMany(s => s.Value.GetProperty("properties").EnumerateObject().Select(p => (Name: $"{s.Name}.{p.Name}", p.Value)))
            // A field that may be null and has a schema of its own has its words within.
            .Where(p => !p.Value.GetRawText().Contains("\"description\"", StringComparison.Ordinal) && !p.Value.TryGetProperty("$ref", out _))
            .Select(p => p.Name));
    }

    [Fact]
    public async Task Every_example_is_of_its_type_and_every_question_with_the_examples_is_answered()
    {
        var document = JsonElement.Parse(await silo.Api.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var get)) continue;
            var (target, query) = (path.Name, new List<string>());
            foreach (var parameter in get.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [])
            {
                if (!parameter.TryGetProperty("example", out var example)) continue;
                var (name, value) = (parameter.GetProperty("name").GetString(), Uri.EscapeDataString(example.ToString().ToLowerInvariant() is "true" ? "true" : example.ToString()));
                if (parameter.GetProperty("in").GetString() == "path") target = target.Replace($"{{{name}}}", value, StringComparison.Ordinal);
                else query.Add($"{name}={value}");
            }

            // Of the feed the head alone: its answer has no end.
            using var answer = await silo.Api.GetAsync(
                new Uri($"{target}?{string.Join('&', query)}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
                Assert.Fail($"{path.Name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
