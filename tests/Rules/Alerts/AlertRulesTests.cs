using System.Collections.Immutable;
using PatientFlow.Alerts;
using PatientFlow.Ingest;
using PatientFlow.Places;

namespace PatientFlow.Tests.Alerts;

public sealed class AlertRulesTests
{
    private static readonly AlertLimits Limits = new();

    private static readonly FlowReading Well = new()
    {
        Partitions = [new PartitionReading { Partition = 0, Lag = 20_000, ApplyLag = 0, Records = 1_000, Quarantined = 50 }],
        Departments = [new DepartmentReading("H3-ICU", 16, 20, []), new DepartmentReading("H1-Nowhere", 5, 0, [])],
        BedsElsewhere = [],
    };

    [Fact]
    public void At_its_limits_all_is_well() => Assert.Empty(Of(Well, Share(100, 5)).Conditions);

    [Fact]
    public void A_failed_run_is_told_with_its_reason() =>
        Assert.Equal(
            ["export_failed export: the last export run failed or is incomplete: LakeStoreException"],
            Texts(Well with { ExportFailure = "LakeStoreException" }));

    [Fact]
    public void An_exporter_that_does_not_answer_is_a_failed_export() =>
        Assert.Equal(
            ["export_failed export: the exporter does not answer: TimeoutException"],
            Texts(Well with { ExporterTrouble = "TimeoutException" }));

    [Fact]
    public void One_event_over_the_lag_is_too_much_of_that_partition() =>
        Assert.Equal(
            ["lag partition 7: the lake lacks 20001 events of it, more than 20000"],
            Texts(Well with
            {
                Partitions = [.. Well.Partitions ?? [], new PartitionReading { Partition = 7, Lag = 20_001, ApplyLag = 0, Records = 0, Quarantined = 0 }],
            }));

    [Fact]
    public void A_stopped_partition_is_a_gap_with_its_reason() =>
        Assert.Equal(
            ["gap partition 2: offset 5 is wanted"],
            Texts(Well with
            {
                Partitions = [new PartitionReading { Partition = 2, Lag = 0, ApplyLag = 0, Records = 0, Quarantined = 0, Stopped = "offset 5 is wanted" }],
            }));

    [Fact]
    public void A_source_that_does_not_answer_is_told() =>
        Assert.Equal(["source_away source: no broker answers"], Texts(Well with { SourceTrouble = "no broker answers" }));

    [Fact]
    public void More_than_its_share_in_quarantine_is_too_much() =>
        Assert.Equal(
            ["quarantine source: 6.0 % of the last 100 records cannot be used, more than 5 %"],
            Of(Well, Share(100, 6)).Conditions.Select(Text));

    [Fact]
    public void A_share_of_few_records_says_nothing() => Assert.Empty(Of(Well, Share(99, 99)).Conditions);

    [Theory]
    [InlineData(84, "")]
    [InlineData(85, "occupancy_high: 85 patients for 100 beds, 85.0 %: filling")]
    [InlineData(91, "occupancy_high: 91 patients for 100 beds, 91.0 %: filling")]
    [InlineData(92, "occupancy_critical: 92 patients for 100 beds, 92.0 %: nearly full")]
    [InlineData(100, "occupancy_critical: 100 patients for 100 beds, 100.0 %: full")]
    [InlineData(101, "occupancy_critical: 101 patients for 100 beds, 101.0 %: over")]
    public void A_department_from_85_percent_on_is_told_and_from_92_more_urgently(int patients, string told)
    {
        var texts = Texts(Well with { Departments = [new DepartmentReading("H3-ICU", patients, 100, [])] });
        Assert.Equal(told, texts.LastOrDefault("").Replace(" H3-ICU", "", StringComparison.Ordinal));
        Assert.Equal(patients < 85 ? 0 : patients < 92 ? 1 : 2, texts.Length);
    }

    [Fact]
    public void A_bed_that_two_patients_claim_is_told_without_naming_them()
    {
        var claims = Enumerable.Range(1, 2).Select(i => new CensusChange
        {
            PatientId = $"secret-{i}", Sequence = 1, Present = true, Since = default, BedId = "H3-ICU-7",
        });
        Assert.Equal(
            ["bed_conflict H3-ICU-7: 2 patients claim this bed of H3-ICU"],
            Texts(Well with { Departments = [new DepartmentReading("H3-ICU", 2, 20, [new BedClaims("H3-ICU-7", [.. claims])])] }));
    }

    [Fact]
    public void An_empty_department_is_never_too_full() => Assert.Empty(AlertRules.Of(
        Well with { Departments = [new DepartmentReading("H3-ICU", 0, 20, [])] }, Share(0, 0),
        Limits with { OccupancyHighPercent = 0, OccupancyCriticalPercent = 0 }).Conditions);

    [Fact]
    public void A_conflict_is_given_ten_seconds_to_end_by_itself_unless_nothing_is_given_time()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), AlertRules.HoldFor(AlertCause.BedConflict, Limits));
        Assert.Equal(TimeSpan.Zero, AlertRules.HoldFor(AlertCause.BedConflict, Limits with { HoldFor = TimeSpan.Zero }));
    }

    [Fact]
    public void A_bed_named_for_a_patient_of_another_department_is_told_once()
    {
        var named = new MisplacedBed { BedId = "H1-SUR-1", NamedIn = "H3-ICU", At = default };
        Assert.Equal(
            ["bed_elsewhere H1-SUR-1: an event put a patient of H3-ICU into this bed; the patient has no bed now"],
            Texts(Well with { BedsElsewhere = [named, named with { NamedIn = null }] }));
    }

    [Fact]
    public void What_could_not_be_seen_is_unknown_and_nothing_else()
    {
        var findings = Of(new FlowReading { ExporterTrouble = "TimeoutException" }, Share(100, 100));
        Assert.Equal([AlertCause.ExportFailed], findings.Conditions.Select(c => c.Key.Cause));
        Assert.Equal(
            [
                AlertCause.Lag, AlertCause.Gap, AlertCause.Quarantine, AlertCause.OccupancyHigh, AlertCause.OccupancyCritical,
                AlertCause.BedConflict, AlertCause.BedElsewhere,
            ],
            findings.Unknown.Order());
    }

    [Fact]
    public void Every_cause_has_a_name_of_its_own_and_a_severity()
    {
        var causes = Enum.GetValues<AlertCause>();
        Assert.Equal(causes.Length, causes.Select(c => c.Name()).Distinct().Count());
        Assert.All(causes, c => Assert.Contains(c.Severity(), new[] { "warning", "critical" }));
        Assert.All(causes, c => Assert.InRange(AlertRules.HoldFor(c, Limits), TimeSpan.Zero, Limits.HoldFor));
    }

    private static Findings Of(FlowReading reading, QuarantineShare share) => AlertRules.Of(reading, share, Limits);

    private static ImmutableArray<string> Texts(FlowReading reading) => [.. Of(reading, Share(0, 0)).Conditions.Select(Text)];

    private static string Text(Condition condition) => $"{condition.Key.Cause.Name()} {condition.Key.Subject}: {condition.Detail}";

    private static QuarantineShare Share(long records, long quarantined) => new QuarantineShare()
        .With(default, 0, 0, Limits.QuarantineWindow).With(default, records, quarantined, Limits.QuarantineWindow);
}
