using System.Text.Json;

namespace PatientFlow.Tests.Kpi;

/// <summary>Hospitals, departments and beds, read from the network file without code of the product.</summary>
internal sealed record RawNetwork(IReadOnlyList<RawDepartment> Departments)
{
    public static RawNetwork Read(string path)
    {
        var network = JsonElement.Parse(File.ReadAllText(path));
        var names = network.GetProperty("departments").EnumerateArray()
            .ToDictionary(d => d.GetProperty("code").GetString()!, d => d.GetProperty("name").GetString()!);
        return new RawNetwork(
        [
            .. network.GetProperty("hospitals").EnumerateArray().SelectMany(h => h.GetProperty("beds").EnumerateObject()
                .Select(b => new RawDepartment(
                    $"H{h.GetProperty("id").GetInt32()}-{b.Name}", names[b.Name], h.GetProperty("id").GetInt32(),
                    b.Value.GetInt32()))),
        ]);
    }

    public RawDepartment this[string key] => Departments.Single(d => d.Key == key);
}
