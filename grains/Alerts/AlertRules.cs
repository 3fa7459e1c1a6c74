using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PatientFlow.Kpi;

namespace PatientFlow.Alerts;

/// <summary>Decides what is wrong in a reading, and how bad it is. <see cref="AlertBook"/> decides when that is an alert.</summary>
internal static class AlertRules
{
    private const string Export = "export";
    private const string Source = "source";

    /// <summary>
    /// How long the next patient of a bed may be seen before the last one's discharge, which is in another partition.
    /// </summary>
    private static readonly TimeSpan HandoverMax = TimeSpan.FromSeconds(10);

    /// <summary>Returns what a reading shows.</summary>
    public static Findings Of(FlowReading reading, QuarantineShare share, AlertLimits limits)
    {
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        var unknown = ImmutableHashSet.CreateBuilder<AlertCause>();
        if (reading.ExporterTrouble is { } silent)
            Add(AlertCause.ExportFailed, Export, $"the exporter does not answer: {silent}");
        else if (reading.ExportFailure is { } failure)
            Add(AlertCause.ExportFailed, Export, $"the last export run failed or is incomplete: {failure}");
        if (reading.SourceTrouble is { } trouble) Add(AlertCause.SourceAway, Source, trouble);
        if (reading.Partitions is { } partitions)
        {
            foreach (var p in partitions) AddPartition(p);
            var max = limits.QuarantinePercentMax;
            if (share.Records >= limits.QuarantineRecordsMin && share.Percent > max)
                Add(AlertCause.Quarantine, Source, Text(
                    $"{share.Percent:0.0} % of the last {share.Records} records cannot be used, more than {max} %"));
        }
        else unknown.UnionWith([AlertCause.Lag, AlertCause.Gap, AlertCause.Quarantine]);

        if (reading.BedsElsewhere is { } elsewhere)
            foreach (var bed in elsewhere.DistinctBy(b => b.BedId))
                Add(AlertCause.BedElsewhere, bed.BedId, Text(
                    $"an event put a patient of {bed.NamedIn ?? "another department"} into this bed; the patient has no bed now"));
        else unknown.Add(AlertCause.BedElsewhere);

        if (reading.Departments is { } departments)
            foreach (var d in departments) AddDepartment(d);
        else unknown.UnionWith([AlertCause.OccupancyHigh, AlertCause.OccupancyCritical, AlertCause.BedConflict]);
        return new Findings(conditions.ToImmutable(), unknown.ToImmutable());

        void AddPartition(PartitionReading p)
        {
            var subject = Text($"partition {p.Partition}");
            if (p.Stopped is { } stopped) Add(AlertCause.Gap, subject, stopped);
            if (p.Lag > limits.LagEventsMax)
                Add(AlertCause.Lag, subject, Text($"the lake lacks {p.Lag} events of it, more than {limits.LagEventsMax}"));
        }

        void AddDepartment(DepartmentReading d)
        {
            foreach (var bed in d.Conflicts)
                Add(AlertCause.BedConflict, bed.BedId, Text($"{bed.Claims.Length} patients claim this bed of {d.Key}"));
            if (d.Patients == 0 || ShareKpi.PercentOf(d.Patients, d.Beds) is not { } percent) return;
            var fullness = FullnessRules.Of(d.Patients, d.Beds, limits.OccupancyHighPercent, limits.OccupancyCriticalPercent);
            var detail = Text($"{d.Patients} patients for {d.Beds} beds, {percent:0.0} %: {fullness.Name().Replace('_', ' ')}");
            if (percent >= limits.OccupancyHighPercent) Add(AlertCause.OccupancyHigh, d.Key, detail);
            if (percent >= limits.OccupancyCriticalPercent) Add(AlertCause.OccupancyCritical, d.Key, detail);
        }

        void Add(AlertCause cause, string subject, string detail) =>
            conditions.Add(new Condition(new AlertKey(cause, subject), detail));
    }

    /// <summary>
    /// How long a condition must last before it is an alert: limits may be exceeded for a moment, faults may not occur
    /// at all.
    /// </summary>
    public static TimeSpan HoldFor(AlertCause cause, AlertLimits limits) => cause switch
    {
        AlertCause.ExportFailed or AlertCause.Gap or AlertCause.SourceAway or AlertCause.BedElsewhere => TimeSpan.Zero,
        AlertCause.BedConflict => limits.HoldFor < HandoverMax ? limits.HoldFor : HandoverMax,
        AlertCause.Lag or AlertCause.Quarantine or AlertCause.OccupancyHigh or AlertCause.OccupancyCritical => limits.HoldFor,
        _ => throw new UnreachableException(),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
