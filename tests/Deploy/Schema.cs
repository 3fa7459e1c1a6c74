using k8s;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PatientFlow.Tests;

/// <summary>
/// Kubernetes' own objects are read by the official client's types, strictly: an unknown field or a wrong type fails.
/// Of custom resources, which it does not know, the fields that we use are listed here from their published definitions.
/// </summary>
internal static class Schema
{
    private static readonly Dictionary<string, Func<string, object>> Known = new()
    {
        ["v1/Namespace"] = Read<V1Namespace>,
        ["v1/ConfigMap"] = Read<V1ConfigMap>,
        ["v1/Service"] = Read<V1Service>,
        ["v1/ServiceAccount"] = Read<V1ServiceAccount>,
        ["apps/v1/StatefulSet"] = Read<V1StatefulSet>,
        ["networking.k8s.io/v1/NetworkPolicy"] = Read<V1NetworkPolicy>,
        ["policy/v1/PodDisruptionBudget"] = Read<V1PodDisruptionBudget>,
        ["storage.k8s.io/v1/StorageClass"] = Read<V1StorageClass>,
    };

    private static readonly Dictionary<string, (string Path, string[] Fields)[]> Custom = new()
    {
        ["monitoring.coreos.com/v1/PrometheusRule"] =
        [
            ("spec", ["groups"]), ("spec.groups", ["name", "rules", "interval"]),
            ("spec.groups.rules", ["alert", "expr", "for", "labels", "annotations", "record"]),
        ],
        ["cert-manager.io/v1/Issuer"] =
        [
            ("spec", ["selfSigned", "ca"]), ("spec.ca", ["secretName"]),
        ],
        ["cert-manager.io/v1/Certificate"] =
        [
            ("spec",
            [
                "isCA", "commonName", "secretName", "dnsNames", "usages", "duration", "renewBefore", "privateKey", "issuerRef",
            ]),
            ("spec.privateKey", ["algorithm", "size", "rotationPolicy"]),
            ("spec.issuerRef", ["kind", "name"]),
        ],
        ["keda.sh/v1alpha1/ScaledObject"] =
        [
            ("spec",
            [
                "scaleTargetRef", "minReplicaCount", "maxReplicaCount", "pollingInterval", "cooldownPeriod", "advanced",
                "triggers",
            ]),
            ("spec.scaleTargetRef", ["apiVersion", "kind", "name"]),
            ("spec.advanced", ["horizontalPodAutoscalerConfig"]),
            ("spec.triggers", ["type", "metricType", "metadata"]),
            ("spec.triggers.metadata", ["serverAddress", "query", "threshold"]),
        ],
    };

    /// <summary>Whether a cluster knows its kind only where somebody has installed it.</summary>
    public static bool IsCustom(Resource resource) =>
        Custom.ContainsKey($"{resource.Text("apiVersion")}/{resource.Kind}");

    /// <summary>What the schema does not let through.</summary>
    public static IEnumerable<string> Problems(Resource resource)
    {
        var type = $"{resource.Text("apiVersion")}/{resource.Kind}";
        if (Custom.TryGetValue(type, out var fields))
            return fields.SelectMany(f => Mappings(resource.Root, f.Path.Split('.'))
                .SelectMany(m => m.Children.Keys.Select(k => k.ToString()).Except(f.Fields))
                .Select(unknown => $"{resource.Name}: {f.Path} knows no {unknown}"));
        if (!Known.TryGetValue(type, out var read)) return [$"{resource.Name}: no schema of {type}"];
        try
        {
            read(Text(resource.Root));
            return [];
        }
        catch (YamlException fault)
        {
            return [$"{resource.Kind} {resource.Name}: {(fault.InnerException ?? fault).Message}"];
        }
    }

    private static object Read<T>(string yaml) => KubernetesYaml.Deserialize<T>(yaml, strict: true)
        ?? throw new YamlException("empty");

    private static string Text(YamlMappingNode root)
    {
        var text = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        return text.ToString().TrimEnd('\n', '.', '\r');
    }

    private static IEnumerable<YamlMappingNode> Mappings(YamlNode node, ReadOnlySpan<string> path)
    {
        if (node is YamlSequenceNode list)
        {
            var found = new List<YamlMappingNode>();
            foreach (var item in list) found.AddRange(Mappings(item, path));
            return found;
        }

        if (node is not YamlMappingNode map) return [];
        if (path.IsEmpty) return [map];
        return map.Children.TryGetValue(new YamlScalarNode(path[0]), out var next) ? Mappings(next, path[1..]) : [];
    }
}
