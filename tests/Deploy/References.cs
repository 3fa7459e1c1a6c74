using YamlDotNet.RepresentationModel;

namespace PatientFlow.Tests;

/// <summary>Names by which rendered objects refer to each other: each must be there.</summary>
internal static class References
{
    /// <summary>The names that lead nowhere.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<Resource> objects)
    {
        var made = objects.Select(o => $"{o.Kind} {o.Name}").ToHashSet();
        foreach (var map in objects.Where(o => o.Kind == "ConfigMap"))
            made.UnionWith(map.Map("data").Keys.Select(key => $"ConfigMap {map.Name} {key}"));
        foreach (var certificate in objects.Where(o => o.Kind == "Certificate"))
            made.Add($"Secret {certificate.Text("spec.secretName")}");
        return objects.SelectMany(Wanted).Where(name => !made.Contains(name)).Select(name => $"{name} is not there");
    }

    private static IEnumerable<string> Wanted(Resource o)
    {
        if (o.Kind == "ScaledObject")
            yield return $"{o.Text("spec.scaleTargetRef.kind")} {o.Text("spec.scaleTargetRef.name")}";
        if (o.Kind == "Certificate") yield return $"{o.Text("spec.issuerRef.kind")} {o.Text("spec.issuerRef.name")}";
        if (o.Kind == "Issuer" && o.Text("spec.ca.secretName") is { } authority) yield return $"Secret {authority}";
        if (o.Kind != "StatefulSet") yield break;
        const string pod = "spec.template.spec";
        yield return $"Service {o.Text("spec.serviceName")}";
        yield return $"ServiceAccount {o.Text($"{pod}.serviceAccountName")}";
        foreach (var claim in o.Items("spec.volumeClaimTemplates"))
            if (Resource.Text(claim, "spec.storageClassName") is { } storage) yield return $"StorageClass {storage}";
        foreach (var volume in o.Items($"{pod}.volumes"))
            if (Resource.Text(volume, "secret.secretName") is { } secret) yield return $"Secret {secret}";
        foreach (var variable in o.Items($"{pod}.containers").SelectMany(c => Resource.Items(c, "env")))
        {
            if (Resource.At(variable, "valueFrom.configMapKeyRef") is { } map) yield return Key("ConfigMap", map);
            if (Resource.At(variable, "valueFrom.secretKeyRef") is { } secret) yield return Key("Secret", secret);
        }
    }

    private static string Key(string kind, YamlNode reference) =>
        $"{kind} {Resource.Text(reference, "name")} {Resource.Text(reference, "key")}";
}
