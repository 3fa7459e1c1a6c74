namespace PatientFlow.Tests;

public sealed class ManifestTests
{
    public static TheoryData<string> Overlays => [.. Kustomize.Overlays];

    [Fact]
    public void There_are_overlays_for_development_and_production() =>
        Assert.Equal(["cluster", "dev", "prod"], Kustomize.Overlays);

    [Theory]
    [MemberData(nameof(Overlays))]
    public void An_overlay_renders_and_breaks_no_rule(string overlay) =>
        Assert.Empty(ManifestRules.Problems(Resource.ReadAll(Kustomize.Render(overlay))));

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_object_is_known_to_the_schema_and_has_no_field_that_is_not(string overlay) =>
        Assert.Empty(Resource.ReadAll(Kustomize.Render(overlay)).SelectMany(Schema.Problems));

    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_an_object_names_is_there(string overlay) =>
        Assert.Empty(References.Problems(Resource.ReadAll(Kustomize.Render(overlay))));

    [Fact]
    public void A_try_needs_no_definition_that_a_bare_cluster_lacks() =>
        Assert.DoesNotContain(Resource.ReadAll(Kustomize.Render("dev")), o => Schema.IsCustom(o));

    [Theory]
    [InlineData("runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot")]
    [InlineData("runAsUser: 1654", "runAsUser: 0", "runAsUser")]
    [InlineData("type: RuntimeDefault", "type: Unconfined", "seccomp")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "read-only")]
    [InlineData("allowPrivilegeEscalation: false", "privileged: true", "privilege")]
    [InlineData("- ALL", "- NET_RAW", "capabilities")]
    [InlineData("patientflow:0.1.0", "patientflow:latest", "not pinned")]
    [InlineData("patientflow:0.1.0", "patientflow", "not pinned")]
    [InlineData("terminationGracePeriodSeconds: 150", "terminationGracePeriodSeconds: 120", "stop timeout")]
    [InlineData("livenessProbe:", "formerProbe:", "livenessProbe")]
    [InlineData("memory: 2Gi", "disk: 2Gi", "memory")]
    [InlineData("podSelector: {}", "podSelector: {matchLabels: {a: b}}", "denies by default")]
    [InlineData("169.254.169.254/32", "10.0.0.0/8", "metadata")]
    [InlineData("enforce: restricted", "enforce: baseline", "restricted")]
    [InlineData("value: eventhub", "value: Endpoint=sb://a/;SharedAccessKeyName=b;SharedAccessKey=c=", "in clear")]
    [InlineData("name: Ingest__Source", "name: Ingest__Sauce", "no setting")]
    [InlineData("- --health-port", "- --healthy-port", "no option")]
    [InlineData("kind: StorageClass", "kind: Secret", "a secret in the manifests")]
    [InlineData("maxUnavailable: 1", "minAvailable: 1", "blocks every drain")]
    public void A_broken_manifest_is_found(string sound, string broken, string problem)
    {
        var objects = Broken(sound, broken);
        var problems = ManifestRules.Problems(objects);
        Assert.Contains(problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("minReadySeconds: 30", "minReadySecond: 30")]
    [InlineData("minReadySeconds: 30", "minReadySeconds: soon")]
    [InlineData("expr:", "expression:")]
    public void A_field_that_the_schema_lacks_is_found(string sound, string broken)
    {
        var objects = Broken(sound, broken);
        Assert.NotEmpty(objects.SelectMany(Schema.Problems));
    }

    [Theory]
    [InlineData("key: HUB_NAMESPACE", "key: HUB_NAMESPACES")]
    [InlineData("key: LAKE", "key: LAKES")]
    [InlineData("serviceAccountName: silo", "serviceAccountName: silos")]
    [InlineData("storageClassName: patientflow", "storageClassName: patient")]
    public void A_name_that_is_not_there_is_found(string sound, string broken)
    {
        var objects = Broken(sound, broken);
        Assert.NotEmpty(References.Problems(objects));
    }

    [Fact]
    public void A_secret_that_nobody_makes_is_found()
    {
        var objects = Resource.ReadAll(Kustomize.Render("cluster")).Where(o => o.Kind != "Certificate").ToList();
        Assert.Contains("Secret silo-tls is not there", References.Problems(objects));
    }

    // The manifests of production with something sound in them broken.
    private static IReadOnlyList<Resource> Broken(string sound, string broken)
    {
        var manifest = Kustomize.Render("prod");
        Assert.Contains(sound, manifest, StringComparison.Ordinal);
        return Resource.ReadAll(manifest.Replace(sound, broken, StringComparison.Ordinal));
    }
}
