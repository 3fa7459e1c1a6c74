using System.Collections.Immutable;
using PatientFlow.Calls;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Quality;

namespace PatientFlow.Patients;

/// <summary>
/// The pure fold of a patient: from a snapshot and events in log order it computes the next snapshot and the outcome of
/// each event. It uses no clock and no I/O, so the same input always gives the same output. Owned by: one grain turn,
/// or one verifier.
/// </summary>
public sealed class PatientFold
{
    private readonly PatientSnapshot start;
    private readonly VersionHistory versions;
    private readonly StayHistory stays;
    private readonly List<RecentEvent> recent;
    private readonly ImmutableArray<EventOutcome>.Builder outcomes = ImmutableArray.CreateBuilder<EventOutcome>(1);
    private readonly ImmutableArray<Movement>.Builder movements = ImmutableArray.CreateBuilder<Movement>(1);
    private ImmutableArray<AppliedOffset> applied;
    private DateTime? forgottenUntil;
    private long sequence;
    private VitalSigns? vitals;
    private DateTime? vitalsAt;
    private DateTime? lastEventTime;
    private PrivacyMark? privacy;

    /// <summary>Starts from a snapshot.</summary>
    public PatientFold(PatientSnapshot start, NetworkMap network)
    {
        this.start = start;
        versions = new VersionHistory(start);
        stays = new StayHistory(start, network);
        applied = start.Applied;
        recent = new List<RecentEvent>(start.Recent.Length + 1);
        recent.AddRange(start.Recent.AsSpan());
        forgottenUntil = start.ForgottenUntil;
        sequence = start.Sequence;
        vitals = start.Vitals;
        vitalsAt = start.VitalsAt;
        lastEventTime = start.LastEventTime;
        privacy = start.Privacy;
    }

    /// <summary>Applies the next event of its partition.</summary>
    /// <exception cref="InvalidOperationException">The event is not after the last one of its partition (I-02).</exception>
    public EventOutcome Apply(PatientEvent e)
    {
        Advance(e);
        var outcome = Outcome(e);
        outcomes.Add(outcome);
        return outcome;
    }

    /// <summary>Returns the outcome of all events since the start.</summary>
    public PatientOutcome ToOutcome() => new()
    {
        Events = outcomes.ToImmutable(),
        Versions = versions.Changed,
        Stays = stays.Changed,
        Movements = movements.ToImmutable(),
        Passages = stays.Passages,
        Vacated = stays.Vacated,
    };

    /// <summary>Returns the state after all events since the start.</summary>
    public PatientSnapshot ToSnapshot() => start with
    {
        Applied = applied,
        Sequence = sequence,
        Versions = versions.Versions,
        VersionsCut = versions.IsTrimmed,
        Stays = stays.Stays,
        StaysCut = stays.IsTrimmed,
        Waiting = stays.Waiting,
        Recent = [.. recent],
        ForgottenUntil = forgottenUntil,
        Vitals = vitals,
        VitalsAt = vitalsAt,
        Deceased = stays.Deceased,
        LastEventTime = lastEventTime,
        PastPlaces = stays.PastPlaces,
        Privacy = privacy,
    };

    private EventOutcome Outcome(PatientEvent e)
    {
        var key = EventKey.Of(e.EventId, e.Kind);
        if (IsKnown(key)) return new EventOutcome { Duplicate = true, Extra = e.Extra };
        var extra = e.Extra;
        if (e.EventTime <= forgottenUntil) extra |= ExtraFlags.BeyondDedupWindow;
        Remember(key, e.EventTime);
        sequence++;
        if (lastEventTime is null || e.EventTime > lastEventTime) lastEventTime = e.EventTime;
        if (e.PatientId is null || e.Kind is EventKind.Unknown or EventKind.BedStatus) return new EventOutcome { Extra = extra };

        var before = stays.Open;
        var genderBefore = versions.Gender;
        var version = versions.Apply(e, ref extra);
        var stay = stays.Apply(e, version.PatientSk, ref extra);
        TakeVitals(e);
        TakePrivacy(e);
        Tell(before, genderBefore, e);
        return new EventOutcome
        {
            Extra = extra,
            PatientSk = version.PatientSk,
            StaySk = stay?.StaySk,
            AdmissionTime = stay?.AdmissionTime,
            DischargeTime = before is not null && stays.Open is null ? stay?.DischargeTime : null,
            Admitted = stays.Open is not null,
        };
    }

    private void Advance(PatientEvent e)
    {
        var next = new AppliedOffset { Partition = e.Partition, Offset = e.Offset };
        var index = 0;
        while (index < applied.Length && applied[index].Partition != e.Partition) index++;
        if (index == applied.Length)
        {
            applied = applied.Add(next);
            return;
        }

        if (applied[index].Offset >= e.Offset)
            throw new InvalidOperationException(
                $"I-02: offset {e.Offset} of partition {e.Partition} was applied before (at {applied[index].Offset}).");
        applied = applied.SetItem(index, next);
    }

    private bool IsKnown(Guid key)
    {
        // Search the newest first: a producer that sends an event twice usually does so soon.
        for (var i = recent.Count - 1; i >= 0; i--)
            if (recent[i].Key == key)
                return true;
        return false;
    }

    private void Remember(Guid key, DateTime eventTime)
    {
        recent.Add(new RecentEvent { Key = key, EventTime = eventTime });
        if (recent.Count <= PatientBounds.RecentEventsMax) return;
        if (forgottenUntil is null || recent[0].EventTime > forgottenUntil) forgottenUntil = recent[0].EventTime;
        recent.RemoveAt(0);
    }

    private void TakeVitals(PatientEvent e)
    {
        if (e.Vitals is null || e.EventTime < vitalsAt) return;
        vitals = e.Vitals;
        vitalsAt = e.EventTime;
    }

    private void TakePrivacy(PatientEvent e)
    {
        if (e.IsRestricted is not { } isRestricted || e.EventTime < privacy?.At) return;
        privacy = new PrivacyMark { IsRestricted = isRestricted, At = e.EventTime };
    }

    private void Tell(Stay? before, string? genderBefore, PatientEvent e)
    {
        var after = stays.Open;
        if (before?.Place == after?.Place && genderBefore == versions.Gender) return;
        if (before is null && after is null) return;
        movements.Add(new Movement
        {
            Sequence = sequence,
            From = before?.Place,
            To = after?.Place,
            Since = after is null ? e.EventTime : after.Transfers == 0 ? after.AdmissionTime : after.MovedAt,
            Gender = versions.Gender,
        });
    }
}
