using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_of_a_page_resolves()
    {
        var dead = Repository.Pages.SelectMany(page => Link().Matches(File.ReadAllText(page))
            .Select(m => m.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Resolves(page, target))
            .Select(target => $"{Repository.Relative(page)}: {target}"));
        Assert.Empty(dead);
    }

    [Fact]
    public void Every_path_that_a_page_names_is_there()
    {
        var dead = Repository.Pages.SelectMany(page => PathInCode().Matches(File.ReadAllText(page))
            .Select(m => m.Groups[1].Value)
            .Where(path => !Exists(path))
            .Select(path => $"{Repository.Relative(page)}: {path}"));
        Assert.Empty(dead);
    }

    [Fact]
    public void Every_route_of_the_silo_is_in_the_page_of_the_API_and_no_other()
    {
        // Which routes there are, docs/openapi-v1.json says; a test of the API holds that to the silo.
        using var description = JsonDocument.Parse(Repository.Read("docs/openapi-v1.json"));
        var mapped = description.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {path.Name}"));
        var told = ToldRoute().Matches(Repository.Read("docs/api.md")).Select(m => m.Groups[1].Value);
        Assert.Equal(
            mapped.Concat(["GET /board.json", "GET /health/live", "GET /health/ready", "GET /openapi/v1.json"]).Order(StringComparer.Ordinal),
            told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_interactive_page_names_sources_that_are_there()
    {
        var page = Repository.Read("docs/pipeline_architecture.html");
        var named = DataSource().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(Repository.Exists(path), $"{path} is not there"));
    }

    [Theory]
    [InlineData("docs/pipeline_architecture.html")]
    [InlineData("docs/architecture.svg")]
    public void A_drawing_asks_nothing_of_the_network(string page)
    {
        var text = Repository.Read(page).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)(src|href)\s*=\s*[""']?(https?:)?//|@import|url\(\s*[""']?(https?:)?//", text);
        Assert.DoesNotMatch(@"fetch\(|XMLHttpRequest|WebSocket|EventSource|import\(", text);
        Assert.Contains("prefers-color-scheme", text, StringComparison.Ordinal);
    }

    private static bool Resolves(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page) ?? "", parts[0]);
        if (!File.Exists(file) && !Directory.Exists(file)) return false;
        return parts.Length < 2 || Headings.Of(File.ReadAllText(file)).Contains(parts[1]);
    }

    // Decisions are named by their number alone, and a glob stands for its folder.
    private static bool Exists(string path) =>
        Repository.Exists(path) || (path.StartsWith("docs/decisions/", StringComparison.Ordinal)
            && Directory.EnumerateFiles(Repository.PathOf("docs/decisions"), $"{Path.GetFileName(path)}*").Any());

    [GeneratedRegex(@"^\| `([A-Z]+ /[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ToldRoute();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        "`((?:docs|k8s|silo|grains|grain-interfaces|lakehouse|configuration|libs|tools|simulator|synapse|tests|bench)"
        + @"/[\w./-]*)`")]
    private static partial Regex PathInCode();

    [GeneratedRegex("source: \"([^\"]+)\"")]
    private static partial Regex DataSource();
}
