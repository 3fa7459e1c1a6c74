using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace PatientFlow.Tests;

/// <summary>What must hold of every overlay, whatever it deploys. Each rule names what breaks it.</summary>
internal static partial class ManifestRules
{
    private static readonly HashSet<string> PodKinds = ["StatefulSet", "Deployment", "DaemonSet", "Job"];

    // Known from the platform, not read by the silo's own code.
    private static readonly HashSet<string> PlatformVariables = ["POD_NAME", "POD_IP"];

    /// <summary>Everything that is wrong with the objects; nothing where all is right.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<Resource> objects) =>
    [
        .. objects.Where(o => PodKinds.Contains(o.Kind)).SelectMany(Pods),
        .. objects.SelectMany(Anything),
        .. Network(objects),
        .. Disruption(objects),
        .. objects.Any(o => o.Kind == "Namespace" && o.Map("metadata.labels")
            .GetValueOrDefault("pod-security.kubernetes.io/enforce") == "restricted")
            ? Array.Empty<string>() : ["no namespace enforces restricted pod security"],
    ];

    private static IEnumerable<string> Anything(Resource o)
    {
        if (o.Kind == "Secret") yield return $"{o.Name}: a secret in the manifests";
        if (o.Kind is "ClusterRoleBinding" or "RoleBinding") yield return $"{o.Name}: rights in the cluster";
        if (o.Kind == "ServiceAccount" && o.Text("automountServiceAccountToken") != "false")
            yield return $"{o.Name}: its token is mounted";
        if (o.Kind == "Service" && o.Text("spec.type") is "LoadBalancer" or "NodePort")
            yield return $"{o.Name}: open to the outside";
        foreach (var text in o.Root.AllNodes.OfType<YamlScalarNode>().Select(s => s.Value ?? ""))
            if (Credential().Match(text) is { Success: true } match)
                yield return $"{o.Name}: a credential in clear: {match.Value}";
    }

    private static IEnumerable<string> Pods(Resource o)
    {
        const string pod = "spec.template.spec";
        var security = $"{pod}.securityContext";
        if (o.Text($"{security}.runAsNonRoot") != "true") yield return "runAsNonRoot is not true";
        if (o.Text($"{security}.runAsUser") is not { } user || user == "0")
            yield return "runAsUser is root or not said";
        if (o.Text($"{security}.seccompProfile.type") != "RuntimeDefault")
            yield return "seccomp is not RuntimeDefault";
        foreach (var shared in new[] { "hostNetwork", "hostPID", "hostIPC" })
            if (o.Text($"{pod}.{shared}") == "true") yield return $"{shared} is on";
        if (o.Text($"{pod}.automountServiceAccountToken") != "false") yield return "the pod mounts a cluster token";
        if (o.Text($"{pod}.serviceAccountName") is null) yield return "no service account of its own";
        if (o.Items($"{pod}.volumes").Any(v => Resource.At(v, "hostPath") is not null))
            yield return "a folder of the node";
        if (!o.Items($"{pod}.topologySpreadConstraints").Any()) yield return "no topology spread";
        if (!int.TryParse(o.Text($"{pod}.terminationGracePeriodSeconds"), out var grace)
            || TimeSpan.FromSeconds(grace) <= Silo.Hosting.WebHost.StopTimeout)
            yield return "terminationGracePeriodSeconds is not longer than the silo's stop timeout";
        foreach (var container in o.Items($"{pod}.containers").Concat(o.Items($"{pod}.initContainers")))
            foreach (var problem in Container(container)) yield return problem;
    }

    private static IEnumerable<string> Container(YamlNode c)
    {
        const string security = "securityContext";
        if (Resource.Text(c, $"{security}.allowPrivilegeEscalation") != "false")
            yield return "privilege escalation is allowed";
        if (Resource.Text(c, $"{security}.privileged") == "true") yield return "privileged";
        if (Resource.Text(c, $"{security}.readOnlyRootFilesystem") != "true")
            yield return "the root file system is not read-only";
        if (!Resource.Items(c, $"{security}.capabilities.drop").Any(d => d.ToString() == "ALL"))
            yield return "not all capabilities are dropped";
        if (Resource.Items(c, $"{security}.capabilities.add").Any()) yield return "capabilities are added";
        foreach (var resource in new[] { "requests.cpu", "requests.memory", "limits.memory" })
            if (Resource.Text(c, $"resources.{resource}") is null) yield return $"no resources.{resource}";
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
            if (Resource.Text(c, $"{probe}.httpGet.path")?.StartsWith("/health/", StringComparison.Ordinal) != true)
                yield return $"no {probe}";
        if (Resource.Text(c, "readinessProbe.httpGet.path") == Resource.Text(c, "livenessProbe.httpGet.path"))
            yield return "liveness asks what readiness asks";
        var image = Resource.Text(c, "image") ?? "";
        if (!PinnedImage().IsMatch(image) || image.EndsWith(":latest", StringComparison.Ordinal))
            yield return $"the image {image} is not pinned";
        var known = SettingsTable.Variables;
        foreach (var variable in Resource.Items(c, "env").Select(v => Resource.Text(v, "name") ?? ""))
            if (!known.Contains(variable) && !PlatformVariables.Contains(variable))
                yield return $"{variable} is no setting of docs/settings.md";
        var options = SettingsTable.OptionsOf("silo");
        var given = Resource.Items(c, "args").Select(a => a.ToString());
        foreach (var option in given.Where(a => a.StartsWith("--", StringComparison.Ordinal)))
            if (!options.Contains(option)) yield return $"{option} is no option of docs/settings.md";
    }

    private static IEnumerable<string> Network(IReadOnlyList<Resource> objects)
    {
        var policies = objects.Where(o => o.Kind == "NetworkPolicy").ToList();
        var denies = policies.Any(p => p.Map("spec.podSelector").Count == 0
            && p.Items("spec.policyTypes").Select(t => t.ToString()).ToHashSet().IsSupersetOf(["Ingress", "Egress"])
            && !p.Items("spec.ingress").Any() && !p.Items("spec.egress").Any());
        if (!denies) yield return "no network policy denies by default";
        foreach (var policy in policies)
            foreach (var rule in policy.Items("spec.egress"))
            {
                if (!Resource.Items(rule, "ports").Any() || !Resource.Items(rule, "to").Any())
                    yield return $"{policy.Name}: egress to everything";
                foreach (var block in Resource.Items(rule, "to").Select(t => Resource.At(t, "ipBlock")).OfType<YamlNode>())
                    if (!Resource.Items(block, "except").Any(e => e.ToString() == "169.254.169.254/32"))
                        yield return $"{policy.Name}: the node's metadata is in reach";
            }
    }

    private static IEnumerable<string> Disruption(IReadOnlyList<Resource> objects)
    {
        foreach (var set in objects.Where(o => PodKinds.Contains(o.Kind)))
        {
            var budget = objects.FirstOrDefault(o => o.Kind == "PodDisruptionBudget"
                && o.Map("spec.selector.matchLabels").All(set.Map("spec.template.metadata.labels").Contains));
            var replicas = int.Parse(set.Text("spec.replicas") ?? "1");
            if (budget is null) yield return $"{set.Name}: no disruption budget";
            else if (budget.Text("spec.minAvailable") is { } least && int.Parse(least) >= replicas)
                yield return $"{set.Name}: its disruption budget blocks every drain";
        }
    }

    [GeneratedRegex(@"\A[a-z0-9.\-]+(/[a-z0-9\-]+)*(:[0-9]+\.[0-9]+\.[0-9]+[a-z0-9.\-]*|@sha256:[0-9a-f]{64})\z")]
    private static partial Regex PinnedImage();

    [GeneratedRegex(
        @"SharedAccessKey=\S+|AccountKey=\S+|[?&]sig=\S+|(?i:password)\s*[:=]\s*\S+|-----BEGIN [A-Z ]*PRIVATE KEY"
        + @"|\beyJ[A-Za-z0-9_-]{20,}")]
    private static partial Regex Credential();
}
