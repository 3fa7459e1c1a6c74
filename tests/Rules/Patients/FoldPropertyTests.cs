using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>What holds for every sequence of events.</summary>
public sealed class FoldPropertyTests
{
    private const int Tests = 300;

    [Fact]
    public void One_batch_is_event_by_event_is_with_a_reload_between_any_two_events() =>
        Gens.ForScripts(Tests, steps =>
        {
            var events = RandomPatient.Events(steps, partitions: 2);
            var (batch, outcome) = Fold(events);
            var run = new PatientRun();
            var stored = PatientSnapshot.Empty;
            foreach (var e in events)
            {
                run.Apply(e);
                var fold = new PatientFold(stored, Networks.Seed);
                fold.Apply(e);
                stored = Reload(fold.ToSnapshot());
            }

            Assert.Equal(PatientRun.Text(batch), PatientRun.Text(run.Snapshot));
            Assert.Equal(PatientRun.Text(batch), PatientRun.Text(stored));
            Assert.Equal(outcome.Events, run.Outcomes);
            Assert.Equal(outcome.Movements, run.Movements);
            Assert.Equal(outcome.Versions.OrderBy(v => v.PatientSk), run.Versions.Values);
            Assert.Equal(outcome.Stays.OrderBy(s => s.StaySk), run.Stays.Values);
        });

    [Fact]
    public void A_replay_from_any_snapshot_gives_the_same_output_again() =>
        Gens.ForScripts(Tests, steps =>
        {
            var events = RandomPatient.Events(steps, partitions: 2);
            var (middle, _) = Fold(events.Take(events.Length / 2));
            var (first, firstOutcome) = Fold(events.Skip(events.Length / 2), middle);
            var (second, secondOutcome) = Fold(events.Skip(events.Length / 2), Reload(middle));

            Assert.Equal(PatientRun.Text(first), PatientRun.Text(second));
            Assert.Equal(PatientRun.Text(firstOutcome), PatientRun.Text(secondOutcome));
            Assert.Equal(PatientRun.Text(Fold(events).Snapshot), PatientRun.Text(first));
        });

    [Fact]
    public void Duplicates_anywhere_change_nothing_but_the_applied_offset() =>
        Gens.ForScripts(Tests, steps =>
        {
            var events = RandomPatient.Events([.. steps.Take(PatientBounds.RecentEventsMax)]);
            var (expected, outcome) = Fold(events);
            var fold = new PatientFold(PatientSnapshot.Empty, Networks.Seed);
            var seen = new List<PatientEvent>();
            foreach (var e in events)
            {
                fold.Apply(e);
                seen.Add(e);
                for (var again = Gens.Pick((int)e.Offset, 9, 3); again > 0; again--)
                {
                    var copy = seen[Gens.Pick((int)e.Offset, again, seen.Count)] with { Partition = 7, Offset = (e.Offset * 3) - again };
                    Assert.True(fold.Apply(copy).Duplicate);
                }
            }

            var actual = fold.ToSnapshot();
            Assert.Equal(PatientRun.Text(expected), PatientRun.Text(actual with { Applied = expected.Applied }));
            Assert.Equal(PatientRun.Text(outcome), PatientRun.Text(
                fold.ToOutcome() with { Events = [.. fold.ToOutcome().Events.Where(o => !o.Duplicate)] }));
        });

    [Fact]
    public void I_05_the_sequence_strictly_increases_and_so_do_the_movements() =>
        ForEverySnapshot((run, before, e) =>
        {
            Assert.Equal(before.Sequence + 1, run.Snapshot.Sequence);
            var told = run.Movements.Select(m => m.Sequence).ToArray();
            Assert.Equal(told.Distinct().Order(), told);
            Assert.Equal(e.Offset, run.Snapshot.AppliedIn(e.Partition));
        });

    [Fact]
    public void I_03_at_most_the_last_stay_is_open_and_no_stay_ends_before_it_begins() =>
        ForEverySnapshot((run, _, _) =>
        {
            Assert.True(run.Stays.Values.Count(s => s.IsOpen) <= 1);
            Assert.DoesNotContain(run.Snapshot.Stays.SkipLast(1), s => s.IsOpen);
            Assert.All(run.Stays.Values, s => Assert.True(s.DischargeTime is null || s.DischargeTime >= s.AdmissionTime));
            Assert.Equal(run.Snapshot.OpenStay is not null, run.Last.Admitted || (run.Last.PatientSk is null && run.Snapshot.OpenStay is not null));
        });

    [Fact]
    public void The_movements_end_where_the_open_stay_is() =>
        ForEverySnapshot((run, _, _) =>
        {
            Place? at = null;
            foreach (var movement in run.Movements)
            {
                Assert.Equal(at, movement.From);
                at = movement.To;
            }

            Assert.Equal(run.Snapshot.OpenStay?.Place, at);
        });

    [Fact]
    public void Bounds_hold_and_what_waits_is_ordered() =>
        ForEverySnapshot((run, _, _) =>
        {
            var now = run.Snapshot;
            Assert.True(now.Waiting.Length <= PatientBounds.WaitingMax && now.Recent.Length <= PatientBounds.RecentEventsMax);
            Assert.True(now.Stays.Length <= PatientBounds.StaysMax && now.Versions.Length <= PatientBounds.VersionsMax);
            Assert.Equal(now.Waiting.OrderBy(w => w.EventTime), now.Waiting);
        });

    private static void ForEverySnapshot(Action<PatientRun, PatientSnapshot, PatientEvent> check) =>
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

    private static (PatientSnapshot Snapshot, PatientOutcome Outcome) Fold(
        IEnumerable<PatientEvent> events, PatientSnapshot? start = null)
    {
        var fold = new PatientFold(start ?? PatientSnapshot.Empty, Networks.Seed);
        foreach (var e in events) fold.Apply(e);
        return (fold.ToSnapshot(), fold.ToOutcome());
    }

    private static PatientSnapshot Reload(PatientSnapshot snapshot)
    {
        var text = JsonSerializer.Serialize(snapshot);
        var again = Must.Have(JsonSerializer.Deserialize<PatientSnapshot>(text));
        Assert.Equal(text, JsonSerializer.Serialize(again));
        return again;
    }
}
