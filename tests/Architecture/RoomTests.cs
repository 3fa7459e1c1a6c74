using System.Reflection;
using System.Runtime.CompilerServices;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;

namespace PatientFlow.Tests;

/// <summary>The rooms of a project, each a namespace below its root, use each other without circles.</summary>
public sealed class RoomTests
{
    // Each assembly, and the namespace whose parts are its rooms.
    private static readonly Dictionary<string, string> Roots = new()
    {
        ["PatientFlow.GrainInterfaces"] = "PatientFlow",
        ["PatientFlow.Grains"] = "PatientFlow",
        ["PatientFlow.Lakehouse"] = "PatientFlow.Lakehouse",
        ["PatientFlow.Silo"] = "PatientFlow.Silo",
        ["PatientFlow.Simulator"] = "PatientFlow.Simulator",
        ["PatientFlow.Lake"] = "PatientFlow.Lake",
        ["PatientFlow.State"] = "PatientFlow.State",
        ["PatientFlow.Kafka"] = "PatientFlow.Kafka",
    };

    public static TheoryData<string> Assemblies => [.. Roots.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_rooms_of_a_project_use_each_other_in_a_circle(string name)
    {
        Assert.True(
            Assembly.Load(name).GetTypes().Select(t => t.Namespace?[Math.Min(t.Namespace.Length, Roots[name].Length + 1)..].Split('.')[0])
                .Where(room => !string.IsNullOrEmpty(room)).Distinct().Count() > 1,
            $"{name} has no rooms below {Roots[name]}");
        var house = new ArchLoader().LoadAssembly(Assembly.Load(name)).Build();

        var rule = SliceRuleDefinition.Slices().Matching($"{Roots[name]}.(*)..").Should().BeFreeOfCycles();

        Assert.Empty(rule.Evaluate(house).Where(r => !r.Passed).Select(r => r.Description.ReplaceLineEndings("|")));
    }

    [Fact]
    public void No_type_name_is_declared_in_two_projects()
    {
        var declared = Directory.EnumerateFiles(AppContext.BaseDirectory, "PatientFlow.*.dll")
            .Select(Path.GetFileNameWithoutExtension).Where(n => !n!.Contains(".Tests", StringComparison.Ordinal))
            .SelectMany(n => Assembly.Load(n!).GetTypes()
                .Where(t => !t.IsNested && t.Namespace?.StartsWith("PatientFlow", StringComparison.Ordinal) == true
                    && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
                .Select(t => (Type: t.Name.Split('`')[0], Assembly: n!)).Distinct());

        Assert.Empty(declared.GroupBy(d => d.Type).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(d => d.Assembly))}"));
    }
}
