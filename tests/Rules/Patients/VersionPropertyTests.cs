using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>SCD2 over every sequence of events, many of them late.</summary>
public sealed class VersionPropertyTests
{
    private const int Tests = 300;

    [Fact]
    public void I_06_intervals_are_contiguous_do_not_overlap_and_exactly_one_is_current() =>
        ForEveryEvent((run, _, _) =>
        {
            if (run.Snapshot.Versions.IsEmpty) return;
            Assert.Single(run.Versions.Values, v => v.EffectiveTo is null);
            var kept = run.Snapshot.Versions;
            Assert.Null(kept[^1].EffectiveTo);
            for (var i = 1; i < kept.Length; i++)
            {
                Assert.Equal(kept[i].EffectiveFrom, kept[i - 1].EffectiveTo);
                Assert.True(kept[i - 1].EffectiveFrom <= kept[i].EffectiveFrom);
            }

            Assert.Equal(
                run.Versions.Values.Select(v => v.EffectiveTo).Where(t => t is not null).Order(),
                run.Versions.Values.Select(v => (DateTime?)v.EffectiveFrom).Order().Skip(1));
        });

    [Fact]
    public void A_version_opens_only_on_a_change_to_a_known_value_of_an_event_in_order() =>
        ForEveryEvent((run, before, e) =>
        {
            if (run.Versions.Count == 0 || before.Versions.IsEmpty) return;
            var current = before.Versions[^1];
            var opens = e.Kind != EventKind.Unknown && e.EventTime >= current.EffectiveFrom
                && ((e.Gender is not null && e.Gender != current.Gender) || (e.Age is not null && e.Age != current.Age)
                    || (e.InsuranceType is not null && e.InsuranceType != current.InsuranceType));

            Assert.Equal(opens, run.Snapshot.Versions[^1].PatientSk != current.PatientSk);
            if (!opens) Assert.Equal(PatientRun.Text(before.Versions), PatientRun.Text(run.Snapshot.Versions));
        });

    [Fact]
    public void A_known_value_is_never_lost() =>
        ForEveryEvent((run, before, _) =>
        {
            if (before.Versions.IsEmpty) return;
            var (was, now) = (before.Versions[^1], run.Snapshot.Versions[^1]);
            Assert.True((was.Gender is null || now.Gender is not null) && (was.Age is null || now.Age is not null));
            Assert.True(was.InsuranceType is null || now.InsuranceType is not null);
        });

    [Fact]
    public void An_event_refers_to_the_version_that_is_valid_at_its_time() =>
        ForEveryEvent((run, _, e) =>
        {
            if (run.Last.PatientSk is not { } key) return;
            var version = run.Versions[key];
            var first = run.Snapshot.Versions[0];
            Assert.True(e.EventTime >= version.EffectiveFrom || key == first.PatientSk);
            Assert.True(version.EffectiveTo is null || e.EventTime <= version.EffectiveTo);
            if (e.EventTime < first.EffectiveFrom) Assert.Equal(first.PatientSk, key);
        });

    [Fact]
    public void A_late_event_is_flagged_exactly_where_it_says_something_else_than_its_version() =>
        ForEveryEvent((run, before, e) =>
        {
            if (run.Last.PatientSk is not { } key || before.Versions.IsEmpty) return;
            var version = run.Versions[key];
            var late = e.EventTime < before.Versions[^1].EffectiveFrom;
            var differs = (e.Gender ?? version.Gender, e.Age ?? version.Age, e.InsuranceType ?? version.InsuranceType)
                != (version.Gender, version.Age, version.InsuranceType);
            Assert.Equal(late && differs, run.Last.Extra.HasFlag(ExtraFlags.LateChange));
        });

    [Fact]
    public void I_07_keys_of_versions_and_stays_are_unique_and_every_event_refers_to_one_that_exists() =>
        ForEveryEvent((run, before, e) =>
        {
            var key = RowKey.Of(e.Partition, e.Offset);
            Assert.DoesNotContain(before.Versions, v => v.PatientSk == key);
            Assert.True(run.Last.PatientSk is null || run.Versions.ContainsKey(run.Last.PatientSk.Value));
            Assert.True(run.Last.StaySk is null || run.Stays.ContainsKey(run.Last.StaySk.Value));
            Assert.All(run.Stays.Values, s => Assert.True(run.Versions.ContainsKey(s.PatientSk)));
        });

    private static void ForEveryEvent(Action<PatientRun, PatientSnapshot, PatientEvent> check) =>
        Gens.ForScripts(Tests, steps =>
        {
            var run = new PatientRun();
            foreach (var e in RandomPatient.Events(steps, partitions: 2))
            {
                var before = run.Snapshot;
                run.Apply(e);
                check(run, before, e);
            }
        });
}
