using System.Reflection;
using System.Text.Json;

namespace PatientFlow.Network;

/// <summary>
/// The hospitals, departments and beds of a network. They are read from one JSON file and validated as a whole.
/// </summary>
public sealed record NetworkDefinition
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The network's name, shown on the board.</summary>
    public required string Name { get; init; }

    /// <summary>The kinds of department that exist anywhere in the network.</summary>
    public required IReadOnlyList<DepartmentDefinition> Departments { get; init; }

    /// <summary>The hospitals, each with its beds by department code.</summary>
    public required IReadOnlyList<HospitalDefinition> Hospitals { get; init; }

    /// <summary>Returns the network of seven hospitals that this system was first built for.</summary>
    public static NetworkDefinition Seed()
    {
        using var json = Assembly.GetExecutingAssembly().GetManifestResourceStream("seed-network.json")
            ?? throw new InvalidOperationException("The built-in network file is missing from the assembly.");
        return Read(json, "the built-in network");
    }

    /// <summary>Reads and validates a network file.</summary>
    /// <param name="json">UTF-8 JSON; comments and trailing commas are allowed.</param>
    /// <param name="source">Name of the file in error messages.</param>
    /// <exception cref="NetworkFileException">The file is not JSON or breaks a rule; its faults are listed.</exception>
    public static NetworkDefinition Read(Stream json, string source)
    {
        NetworkDefinition? network;
        try
        {
            network = JsonSerializer.Deserialize<NetworkDefinition>(json, Format);
        }
        catch (JsonException fault)
        {
            throw new NetworkFileException(source, [fault.Message]);
        }

        var faults = network is null ? ["it is empty"] : NetworkRules.Faults(network);
        return network is not null && faults.Count == 0 ? network : throw new NetworkFileException(source, faults);
    }
}
