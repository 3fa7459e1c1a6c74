using System.Reflection;

namespace PatientFlow.Tests;

public sealed class ReferenceTests
{
    // What each assembly of ours may point at: DESIGN's one-way arrows.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["PatientFlow.Silo"] =
            ["PatientFlow.Grains", "PatientFlow.GrainInterfaces", "PatientFlow.Lake", "PatientFlow.EventLog", "PatientFlow.Kafka",
             "PatientFlow.EventHubs", "PatientFlow.State"],
        ["PatientFlow.Grains"] = ["PatientFlow.GrainInterfaces"],
        ["PatientFlow.GrainInterfaces"] = [],
        ["PatientFlow.Simulator"] = ["PatientFlow.GrainInterfaces", "PatientFlow.Kafka", "PatientFlow.EventHubs"],
        ["PatientFlow.Kafka"] = [],
        ["PatientFlow.EventHubs"] = [],
        ["PatientFlow.Lake"] = [],
        ["PatientFlow.EventLog"] = [],
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
}
