using PatientFlow.Events;
using PatientFlow.Patients;

namespace PatientFlow.Lifecycle;

/// <summary>
/// SCD2 by event time (DESIGN section 3). A version opens when gender, age or insurance changes to a known value; a
/// null never opens one. Intervals are half-open and contiguous; two changes at one instant leave an empty interval
/// between them. Owned by: one fold.
/// </summary>
internal sealed class VersionHistory(PatientSnapshot start)
{
    private readonly List<PatientVersion> versions = [.. start.Versions];
    private readonly Dictionary<long, PatientVersion> changed = [];

    public bool Cut { get; private set; } = start.VersionsCut;

    public IReadOnlyList<PatientVersion> Versions => versions;

    public IEnumerable<PatientVersion> Changed => changed.Values;

    public string? Gender => versions.Count == 0 ? null : versions[^1].Gender;

    /// <summary>The version that the event refers to, opened by it where it brings a change.</summary>
    public PatientVersion Apply(PatientEvent e, ref ExtraFlags extra)
    {
        if (versions.Count == 0) return Open(e, null);
        var current = versions[^1];
        if (e.EventTime < current.EffectiveFrom) return Late(e, ref extra);
        if (!Differs(current, e)) return current;
        Set(versions.Count - 1, current with { EffectiveTo = e.EventTime }, e);
        return Open(e, current);
    }

    private PatientVersion Open(PatientEvent e, PatientVersion? before)
    {
        var opened = new PatientVersion
        {
            PatientSk = RowKey.Of(e.Partition, e.Offset),
            Gender = e.Gender ?? before?.Gender,
            Age = e.Age ?? before?.Age,
            InsuranceType = e.InsuranceType ?? before?.InsuranceType,
            EffectiveFrom = e.EventTime,
        };
        versions.Add(opened);
        Set(versions.Count - 1, opened, e);
        if (versions.Count > PatientBounds.VersionsMax)
        {
            versions.RemoveAt(0);
            Cut = true;
        }

        return versions[^1];
    }

    private PatientVersion Late(PatientEvent e, ref ExtraFlags extra)
    {
        var valid = versions.FindLast(v => v.EffectiveFrom <= e.EventTime);
        if (valid is null && Cut) extra |= ExtraFlags.BeyondHistory;
        valid ??= versions[0];
        if (Differs(valid, e)) extra |= ExtraFlags.LateChange;
        return valid;
    }

    private void Set(int index, PatientVersion version, PatientEvent by) =>
        changed[version.PatientSk] = versions[index] =
            version with { ChangedPartition = by.Partition, ChangedOffset = by.Offset };

    private static bool Differs(PatientVersion version, PatientEvent e) =>
        (e.Gender is not null && e.Gender != version.Gender)
        || (e.Age is not null && e.Age != version.Age)
        || (e.InsuranceType is not null && e.InsuranceType != version.InsuranceType);
}
