using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PatientFlow.Events;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// While a cluster is upgraded, silos of two versions call each other. What a silo of contract version 1 wrote, bytes and
/// meaning, is in <c>wire-v1.txt</c>, one message a line; each later version must read the same out of them.
/// </summary>
public sealed class WireTests
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private static readonly IReadOnlyDictionary<string, Type> Contracts = typeof(PatientEvent).Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>() is not null && !typeof(Exception).IsAssignableFrom(t))
        .ToDictionary(t => t.GetCustomAttribute<AliasAttribute>()?.Alias ?? t.Name);

    private readonly Serializer serializer = new ServiceCollection()
        .AddSerializer(s => s.AddAssembly(typeof(PatientEvent).Assembly)).BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<string> Aliases => [.. Contracts.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Aliases))]
    public void What_version_1_wrote_is_read_as_it_was_meant(string alias)
    {
        var line = File.ReadLines(Written()).Select(l => l.Split(' ', 3)).SingleOrDefault(l => l[0] == alias);
        Assert.True(line is not null, $"{alias} is new: add a line to wire-v1.txt.\n{alias} {Line(Contracts[alias])}");
        var read = serializer.Deserialize<object>(Convert.FromBase64String(line[1]));
        Later.AssertHolds(JsonNode.Parse(line[2]), JsonNode.Parse(Text(read)), alias);
    }

    private static string Text(object? value) => JsonSerializer.Serialize(value, Json);

    private static string Written([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", "wire-v1.txt");

    private string Line(Type type)
    {
        var value = new Sample().Of(type);
        return $"{Convert.ToBase64String(serializer.SerializeToArray(value))} {Text(value)}";
    }
}
