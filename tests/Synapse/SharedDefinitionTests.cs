using System.Text.RegularExpressions;
using PatientFlow.Alerts;
using PatientFlow.Kpi;
using PatientFlow.Tools.Synapse.Kpis;

namespace PatientFlow.Tests.Synapse;

/// <summary>A figure that more than one reader shows is defined once, and the scripts and the dictionary say that.</summary>
public sealed partial class SharedDefinitionTests
{
    private static readonly string Dictionary = CheckedInScripts.Page("docs/data-dictionary.md");

    private static readonly KpiDefinition[] Shared =
    [
        .. typeof(KpiDefinition).Assembly.GetTypes().SelectMany(t => t.GetProperties())
            .Where(p => p.PropertyType == typeof(KpiDefinition) && p.GetMethod is { IsStatic: true })
            .Select(p => p.GetValue(null)).OfType<KpiDefinition>(),
    ];

    [Fact]
    public void A_view_of_a_shared_figure_says_its_definition_word_for_word()
    {
        Assert.Equal(10, Shared.Length);
        Assert.All(Shared, figure =>
        {
            var view = KpiViews.All.Single(v => v.Name == figure.Name);
            Assert.Equal((figure.Meaning, figure.Source), (view.Definition, view.Source));
        });
    }

    [Fact]
    public void The_dictionary_says_the_definition_of_a_shared_figure_word_for_word() =>
        Assert.All(Shared, f => Assert.Contains($"| `{f.Name}` | {f.Meaning} | {f.Source} |\n", Dictionary, StringComparison.Ordinal));

    [Fact]
    public void The_dictionary_says_what_a_stay_of_zero_hours_counts_as() =>
        Assert.Contains(
            "A stay of zero hours is a discharge like any other and counts with 0; a stay that lasts has no length and "
            + "does not count.",
            Dictionary, StringComparison.Ordinal);

    [Fact]
    public void No_kpi_leaves_out_a_stay_by_its_length() =>
        Assert.All(KpiViews.All, v => Assert.DoesNotMatch(ComparedLength(), v.Query));

    [Fact]
    public void A_mean_length_counts_its_stays_and_means_them_in_one_way()
    {
        var means = KpiViews.All.Where(v => v.Query.Contains("avg_los_hrs", StringComparison.Ordinal)).ToList();

        Assert.Equal(3, means.Count);
        Assert.All(means, v => Assert.Contains($"{SqlFigures.AverageHours} AS avg_los_hrs", v.Query, StringComparison.Ordinal));
    }

    [Fact]
    public void The_thresholds_of_occupancy_are_one_in_alerts_board_and_dictionary()
    {
        var (high, critical) = (new AlertLimits().OccupancyHighPercent, new AlertLimits().OccupancyCriticalPercent);
        // The board asks the silo how full a department is; its legend says from when.
        var legend = CheckedInScripts.Page("silo/wwwroot/index.html");

        Assert.Contains($"filling: from {high} %", legend, StringComparison.Ordinal);
        Assert.Contains($"nearly full: from {critical} %", legend, StringComparison.Ordinal);
        Assert.Contains($"{high} % (RCEM), {critical} % (NHS England)", Dictionary, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"length_of_stay_hrs\s*([<>=!]|BETWEEN|IS\b|IN\b)", RegexOptions.IgnoreCase)]
    private static partial Regex ComparedLength();
}
