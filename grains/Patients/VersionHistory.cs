using System.Collections.Immutable;
using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>
/// SCD2 versions by event time (DESIGN section 3). A late event rewrites none of them; <see cref="StayHistory"/> does the
/// same for stays. A version opens when gender, age or insurance changes to a known value; a null never opens one.
/// Intervals are half-open and contiguous; two changes at the same instant leave an empty interval between them. Owned by:
/// one fold.
/// </summary>
internal sealed class VersionHistory(PatientSnapshot start)
{
    // Most events change no version; unchanged versions are shared with the previous snapshot.
    private readonly List<PatientVersion> changed = [];
    private ImmutableArray<PatientVersion> versions = start.Versions;

    public bool IsTrimmed { get; private set; } = start.VersionsCut;

    public ImmutableArray<PatientVersion> Versions => versions;

    public ImmutableArray<PatientVersion> Changed => [.. changed];

    public string? Gender => versions.IsEmpty ? null : versions[^1].Gender;

    /// <summary>Returns the version that an event refers to, opening it if the event brings a change.</summary>
    public PatientVersion Apply(PatientEvent e, ref ExtraFlags extra)
    {
        if (versions.IsEmpty) return Open(e, null);
        var current = versions[^1];
        if (e.EventTime < current.EffectiveFrom) return Late(e, ref extra);
        if (!Differs(current, e)) return current;
        versions = versions.SetItem(versions.Length - 1, Note(current with { EffectiveTo = e.EventTime }, e));
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
        versions = versions.Add(Note(opened, e));
        if (versions.Length > PatientBounds.VersionsMax)
        {
            versions = versions.RemoveAt(0);
            IsTrimmed = true;
        }

        return versions[^1];
    }

    private PatientVersion Late(PatientEvent e, ref ExtraFlags extra)
    {
        var valid = versions.LastOrDefault(v => v.EffectiveFrom <= e.EventTime);
        if (valid is null && IsTrimmed) extra |= ExtraFlags.BeyondHistory;
        valid ??= versions[0];
        if (Differs(valid, e)) extra |= ExtraFlags.LateChange;
        return valid;
    }

    private PatientVersion Note(PatientVersion version, PatientEvent by)
    {
        var noted = version with { ChangedPartition = by.Partition, ChangedOffset = by.Offset };
        changed.RemoveAll(v => v.PatientSk == noted.PatientSk);
        changed.Add(noted);
        return noted;
    }

    private static bool Differs(PatientVersion version, PatientEvent e) =>
        (e.Gender is not null && e.Gender != version.Gender)
        || (e.Age is not null && e.Age != version.Age)
        || (e.InsuranceType is not null && e.InsuranceType != version.InsuranceType);
}
