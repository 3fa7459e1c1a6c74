using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

public sealed partial class TelemetryTests
{
    private static readonly Lazy<IReadOnlyList<string[]>> Table = new(() =>
        [.. Repository.Read("docs/telemetry.md").Split('\n')
        .Where(l => l.StartsWith("| `", StringComparison.Ordinal) || l.StartsWith("| | the", StringComparison.Ordinal))
        .Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray())]);

    private static readonly Lazy<IReadOnlySet<string>> Names = new(() => Table.Value
        .Select(r => PrometheusName().Matches(string.Join(' ', r)).Select(m => m.Groups[1].Value).Single())
        .ToHashSet());

    [Fact]
    public void A_prometheus_name_is_what_a_collector_makes_of_the_metric()
    {
        foreach (var row in Table.Value.Where(r => r.Length == 6))
        {
            var (name, kind, unit) = (row[0].Trim('`'), row[1], row[2].Trim('`'));
            var suffix = (unit == "s" ? "_seconds" : "") + (kind == "counter" ? "_total" : "");
            Assert.Equal($"`{name.Replace('.', '_')}{suffix}`", row[4]);
        }
    }

    [Fact]
    public void The_dashboard_parses_and_asks_for_metrics_of_the_table_only()
    {
        var panels = JsonNode.Parse(Repository.Read("k8s/base/dashboard.json"))!["panels"]!.AsArray();
        var queries = panels.SelectMany(p => p!["targets"]!.AsArray()).Select(t => (string)t!["expr"]!).ToList();

        Assert.NotEmpty(queries);
        Assert.Equal(panels.Count, panels.Select(p => (int)p!["id"]!).Distinct().Count());
        Assert.Empty(queries.SelectMany(Unknown));
    }

    [Fact]
    public void Every_metric_of_ours_is_on_the_dashboard()
    {
        var dashboard = Repository.Read("k8s/base/dashboard.json") + Repository.Read("k8s/base/alert-rules.yaml");
        Assert.All(
            Names.Value.Where(n => n.StartsWith("patientflow", StringComparison.Ordinal)),
            name => Assert.Contains(name, dashboard, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_alert_asks_for_metrics_of_the_table_only_and_says_what_to_do()
    {
        var runbook = Headings.Of(Repository.Read("docs/operations.md"));
        var rules = Resource.ReadAll(Repository.Read("k8s/base/alert-rules.yaml")).Single()
            .Items("spec.groups").SelectMany(g => Resource.Items(g, "rules")).ToList();

        Assert.NotEmpty(rules);
        Assert.Empty(rules.SelectMany(r => Unknown(Resource.Text(r, "expr") ?? "")));
        Assert.All(rules, r => Assert.Contains((Resource.Text(r, "alert") ?? "").ToLowerInvariant(), runbook));
        Assert.All(rules, r => Assert.Contains(Resource.Text(r, "labels.severity"), new[] { "warning", "critical" }));
    }

    [Fact]
    public void The_scaler_asks_for_metrics_of_the_table_only() =>
        Assert.Empty(Unknown(ScalerQuery().Match(Repository.Read("k8s/overlays/cluster/scaler.yaml")).Groups[1].Value));

    private static IEnumerable<string> Unknown(string query) => Metric().Matches(query).Select(m => m.Value)
        .Where(m => !Names.Value.Contains(m) && !Names.Value.Contains(HistogramPart().Replace(m, "")));

    [GeneratedRegex("`((?:patientflow|dotnet|http|kubelet)_[a-z_]+)`")]
    private static partial Regex PrometheusName();

    // A name that a selector follows; what stands in by (...) is a label.
    [GeneratedRegex(@"\b[a-z_]+(?=\{)|\b(?:dotnet|http_server|kubelet|kube)_[a-z_]+(?=[\[\s)])")]
    private static partial Regex Metric();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();

    [GeneratedRegex("query: (.*)")]
    private static partial Regex ScalerQuery();
}
