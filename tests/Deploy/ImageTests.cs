using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PatientFlow.Tests;

public sealed partial class ImageTests
{
    private static readonly string Dockerfile = Repository.Read("Dockerfile");

    private static Resource Silo => Resource.ReadAll(Repository.Read("k8s/base/silo.yaml"))[0];

    [Fact]
    public void The_image_is_built_apart_from_what_it_runs_on()
    {
        var images = From().Matches(Dockerfile).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, images.Count);
        Assert.EndsWith("-chiseled", images[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(images, i => i.Contains("latest", StringComparison.Ordinal) || !i.Contains(':'));
    }

    [Fact]
    public void The_image_runs_as_the_user_that_the_manifests_name()
    {
        var user = User().Matches(Dockerfile)[^1].Groups[1].Value;
        Assert.Equal(Silo.Text("spec.template.spec.securityContext.runAsUser"), user);
        Assert.NotEqual("0", user);
    }

    [Fact]
    public void The_image_is_for_the_framework_that_the_sources_are_for()
    {
        var framework = Property("TargetFramework");
        Assert.Contains($"ARG DOTNET={framework["net".Length..]}", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_answers_where_the_manifests_probe() =>
        Assert.Equal(
            Exposed().Match(Dockerfile).Groups[1].Value,
            Resource.Items(Silo.Items("spec.template.spec.containers").First(), "ports")
                .Select(p => Resource.Text(p, "containerPort")).First());

    [Fact]
    public void Manifests_name_the_version_of_the_sources()
    {
        var version = Property("Version");
        var tags = Kustomize.Overlays.Select(o => Repository.Read($"k8s/overlays/{o}/kustomization.yaml"))
            .SelectMany(overlay => Tag().Matches(overlay).Select(m => m.Groups[1].Value)).ToList();
        Assert.NotEmpty(tags);
        Assert.All(tags, t => Assert.StartsWith(version, t, StringComparison.Ordinal));
    }

    [Fact]
    public void Scripts_that_deploy_are_sound()
    {
        foreach (var script in Directory.EnumerateFiles(Repository.PathOf("k8s"), "*.sh"))
        {
            Assert.Equal(0, Tool.Run("bash", "-n", script)?.Code);
            if (Tool.Run("shellcheck", script) is { } found) Assert.True(found.Code == 0, found.Output);
        }
    }

    private static string Property(string name) =>
        XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants(name).First().Value;

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex From();

    [GeneratedRegex(@"^USER (\d+)", RegexOptions.Multiline)]
    private static partial Regex User();

    [GeneratedRegex(@"^EXPOSE (\d+)", RegexOptions.Multiline)]
    private static partial Regex Exposed();

    [GeneratedRegex(@"newTag: (\S+)")]
    private static partial Regex Tag();
}
