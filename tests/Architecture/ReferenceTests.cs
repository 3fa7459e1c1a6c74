using System.Reflection;

namespace PatientFlow.Tests;

public sealed class ReferenceTests
{
    private static readonly string[] Libraries =
        [
        "PatientFlow.CommandLine", "PatientFlow.Delivery", "PatientFlow.EventHubs", "PatientFlow.EventLog", "PatientFlow.Kafka",
        "PatientFlow.Lake", "PatientFlow.State",
    ];

    // What every program may point at: everything but the other programs.
    private static readonly string[] BelowPrograms =
        [.. Libraries, "PatientFlow.Configuration", "PatientFlow.Lakehouse", "PatientFlow.Grains", "PatientFlow.GrainInterfaces"];

    // What each assembly of ours may point at: DESIGN's one-way arrows (docs/decisions/0013).
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["PatientFlow.Silo"] = BelowPrograms,
        ["PatientFlow.Verify"] = BelowPrograms,
        ["PatientFlow.Record"] = BelowPrograms,
        ["PatientFlow.Deid"] = BelowPrograms,
        ["PatientFlow.LakeTool"] = BelowPrograms,
        ["PatientFlow.Synapse"] = BelowPrograms,
        ["PatientFlow.Kpi"] = BelowPrograms,
        ["PatientFlow.Quarantine"] = BelowPrograms,
        ["PatientFlow.Simulator"] = [.. Libraries, "PatientFlow.GrainInterfaces"],
        ["PatientFlow.Configuration"] = [.. Libraries, "PatientFlow.Lakehouse", "PatientFlow.Grains", "PatientFlow.GrainInterfaces"],
        ["PatientFlow.Lakehouse"] = ["PatientFlow.CommandLine", "PatientFlow.Lake", "PatientFlow.Grains", "PatientFlow.GrainInterfaces"],
        ["PatientFlow.Grains"] = ["PatientFlow.GrainInterfaces"],
        ["PatientFlow.GrainInterfaces"] = [],
        ["PatientFlow.CommandLine"] = [],
        ["PatientFlow.Delivery"] = [],
        ["PatientFlow.EventHubs"] = [],
        ["PatientFlow.EventLog"] = [],
        ["PatientFlow.Kafka"] = [],
        ["PatientFlow.Lake"] = [],
        ["PatientFlow.State"] = [],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_points_only_where_the_design_lets_it(string name)
    {
        var ours = Assembly.Load(name).GetReferencedAssemblies()
            .Select(r => r.Name ?? "")
            .Where(r => r.StartsWith("PatientFlow", StringComparison.Ordinal));

        Assert.Empty(ours.Except(Allowed[name]));
    }

    [Fact]
    public void Every_project_of_the_product_is_held_by_these_rules()
    {
        var projects = Directory.EnumerateFiles(Programs.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Programs.Root, f))
            .Where(f => !f.StartsWith("tests", StringComparison.Ordinal) && !f.StartsWith("bench", StringComparison.Ordinal))
            .Select(f => Path.GetFileNameWithoutExtension(f));

        Assert.Equal(projects.Order(StringComparer.Ordinal), Allowed.Keys.Order(StringComparer.Ordinal));
    }
}
