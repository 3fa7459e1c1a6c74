using YamlDotNet.RepresentationModel;

namespace PatientFlow.Tests;

/// <summary>A rendered Kubernetes object, read by path.</summary>
internal sealed class Resource(YamlMappingNode root)
{
    public string Kind => Text("kind") ?? "";

    public string Name => Text("metadata.name") ?? "";

    public YamlMappingNode Root => root;

    /// <summary>The objects of a rendered overlay.</summary>
    public static IReadOnlyList<Resource> ReadAll(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(d => new Resource((YamlMappingNode)d.RootNode))];
    }

    /// <summary>The scalar at a path with dots; null where there is none.</summary>
    public string? Text(string path) => Text(root, path);

    /// <summary>The items of the list at a path; none where there is no list.</summary>
    public IEnumerable<YamlNode> Items(string path) => Items(root, path);

    /// <summary>The keys and scalar values of the mapping at a path.</summary>
    public IReadOnlyDictionary<string, string> Map(string path) => Map(root, path);

    public static string? Text(YamlNode node, string path) => (At(node, path) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> Items(YamlNode node, string path) => At(node, path) as YamlSequenceNode ?? [];

    public static IReadOnlyDictionary<string, string> Map(YamlNode node, string path) =>
        At(node, path) is YamlMappingNode map
            ? map.ToDictionary(p => ((YamlScalarNode)p.Key).Value ?? "", p => (p.Value as YamlScalarNode)?.Value ?? "")
            : new Dictionary<string, string>();

    public static YamlNode? At(YamlNode node, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (node is not YamlMappingNode map
                || !map.Children.TryGetValue(new YamlScalarNode(part), out var next)) return null;
            node = next;
        }

        return node;
    }
}
