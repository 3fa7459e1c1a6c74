using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

/// <summary>The bills of materials in the image, made here by the command that the Dockerfile runs.</summary>
public sealed partial class SbomTests
{
    // Its package has the licence (Apache-2.0) as a file only, which no identifier names.
    private static readonly string[] WithoutIdentifier = ["Apache.Arrow"];

    [Fact]
    public void Every_package_of_every_program_is_in_its_bill_with_version_hash_and_licence()
    {
        Assert.SkipUnless(Tool.Run("dotnet", "tool", "restore") is { Code: 0 }, "The tool that makes the bills cannot be had here.");
        var command = Bills().Match(Repository.Read("Dockerfile")).Groups[1].Value;
        Assert.Contains("/app/sbom", command, StringComparison.Ordinal);
        using var folder = new TestFolder();
        var made = Tool.Run("sh", "-c", command.Replace("/app/sbom", folder["sbom"], StringComparison.Ordinal));
        Assert.True(made is { Code: 0 }, $"{made}");

        var projects = Directory.GetFiles(Repository.PathOf("tools"), "*.csproj", SearchOption.AllDirectories)
            .Append(Repository.PathOf("silo/PatientFlow.Silo.csproj")).ToList();
        Assert.Equal(projects.Count, Directory.GetFiles(folder["sbom"]).Length);
        foreach (var project in projects)
        {
            var bill = JsonElement.Parse(File.ReadAllText(Path.Combine(folder["sbom"], $"{Path.GetFileNameWithoutExtension(project)}.json")));
            Assert.Equal("CycloneDX", bill.GetProperty("bomFormat").GetString());
            var parts = bill.GetProperty("components").EnumerateArray().ToList();
            Assert.Equal(Locked(project), parts.Select(p => $"{p.GetProperty("name")} {p.GetProperty("version")}").Order(StringComparer.OrdinalIgnoreCase));
            Assert.All(parts, p => Assert.Contains(
                p.GetProperty("hashes").EnumerateArray(), h => h.GetProperty("alg").GetString() == "SHA-512"));
            Assert.DoesNotContain(
                parts.Where(p => !p.TryGetProperty("licenses", out _)).Select(p => p.GetProperty("name").GetString()),
                name => !WithoutIdentifier.Contains(name));
        }
    }

    private static IEnumerable<string> Locked(string project)
    {
        var locked = JsonElement.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project) ?? "", "packages.lock.json")));
        return locked.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(d => d.Value.GetProperty("type").GetString() != "Project")
            .Select(d => $"{d.Name} {d.Value.GetProperty("resolved")}").Order(StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^RUN dotnet tool restore && ((?:.*\\\n)*.*)$", RegexOptions.Multiline)]
    private static partial Regex Bills();
}
