using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

/// <summary>Renders overlays with the real tool: kubectl's kustomize, or kustomize itself, 5 or later.</summary>
internal static partial class Kustomize
{
    private static readonly ConcurrentDictionary<string, string> Rendered = new();
    private static readonly Lazy<string[]?> Command = new(Find);

    /// <summary>The overlays that there are.</summary>
    public static IEnumerable<string> Overlays => Directory.EnumerateDirectories(Repository.PathOf("k8s/overlays"))
        .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    /// <summary>An overlay as text; skips where no tool can be had.</summary>
    public static string Render(string overlay)
    {
        Assert.SkipWhen(Command.Value is null, "neither kubectl nor kustomize with Kustomize 5 is installed");
        return Rendered.GetOrAdd(overlay, name =>
        {
            var command = Command.Value ?? [];
            var run = Tool.Run(command[0], [.. command[1..], Repository.PathOf($"k8s/overlays/{name}")]);
            Assert.True(run is { Code: 0 }, $"k8s/overlays/{name} does not render: {run?.Errors}");
            Assert.Equal("", run?.Errors); // Warnings are of what the next version will refuse.
            return run?.Output ?? "";
        });
    }

    private static string[]? Find()
    {
        if (Major(Tool.Run("kubectl", "version", "--client")?.Output) >= 5) return ["kubectl", "kustomize"];
        return Major(Tool.Run("kustomize", "version")?.Output) >= 5 ? ["kustomize", "build"] : null;
    }

    // "Kustomize Version: v5.5.0" of kubectl, "v5.5.0" of kustomize.
    private static int Major(string? said) =>
        said is not null && Version().Match(said) is { Success: true } match ? int.Parse(match.Groups[1].Value) : 0;

    [GeneratedRegex(@"(?:Kustomize Version: v|\Av)(\d+)\.")]
    private static partial Regex Version();
}
