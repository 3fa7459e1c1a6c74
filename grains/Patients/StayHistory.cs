using System.Collections.Immutable;
using PatientFlow.Events;
using PatientFlow.Network;

namespace PatientFlow.Patients;

/// <summary>
/// The stays of a patient: admissions, transfers and discharges, also in the wrong order. At most one stay is open
/// (I-03). Owned by: one fold.
/// </summary>
internal sealed class StayHistory(PatientSnapshot start, NetworkMap network)
{
    private const string DeceasedStatus = "Deceased";

    // More than any difference of clocks, or of a local time that was sent as UTC.
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(1);

    // Most events change no stay; unchanged stays are shared with the previous snapshot.
    private readonly List<Stay> changed = [];
    private readonly List<Passage> passages = [];
    private readonly List<BedVacancy> vacated = [];
    private ImmutableArray<Stay> stays = start.Stays;
    private readonly PlaceTrail trail = new(start.PastPlaces);
    private ImmutableArray<WaitingMovement> waiting = start.Waiting;

    public bool IsTrimmed { get; private set; } = start.StaysCut;

    public bool Deceased { get; private set; } = start.Deceased;

    public ImmutableArray<Stay> Stays => stays;

    public ImmutableArray<WaitingMovement> Waiting => waiting;

    public ImmutableArray<PastPlace> PastPlaces => trail.Places;

    public ImmutableArray<Stay> Changed => [.. changed];

    public ImmutableArray<Passage> Passages => [.. passages];

    public ImmutableArray<BedVacancy> Vacated => [.. vacated];

    public Stay? Open => !stays.IsEmpty && stays[^1].IsOpen ? stays[^1] : null;

    /// <summary>Applies an event; returns the stay that the event belongs to, or null for none.</summary>
    public Stay? Apply(PatientEvent e, long patientSk, ref ExtraFlags extra) => e.Kind switch
    {
        EventKind.Admission => Admit(e, patientSk, ref extra),
        EventKind.Transfer => Transfer(e, ref extra),
        EventKind.Discharge => Discharge(e, ref extra),
        EventKind.Vitals => Observe(e, ref extra),
        EventKind.CancelTransfer => CancelTransfer(e, ref extra),
        EventKind.CancelDischarge => CancelDischarge(e, ref extra),
        _ => StayAt(e.EventTime),
    };

    private Stay Admit(PatientEvent e, long patientSk, ref ExtraFlags extra)
    {
        var place = PlaceRules.Of(e, network);
        if (Open is { } open)
        {
            extra |= ExtraFlags.AdmittedWhileAdmitted;
            return Move(open, place, e, ref extra);
        }

        if (Deceased) extra |= ExtraFlags.AdmittedAfterDeath;
        Deceased = false;
        var begin = e.AdmissionTime ?? e.EventTime;
        var admitted = new Stay
        {
            StaySk = RowKey.Of(e.Partition, e.Offset),
            PatientSk = patientSk,
            AdmissionTime = begin,
            AdmittedTo = place,
            Place = place,
            MovedAt = e.EventTime,
            ExpectedDischargeTime = e.ExpectedDischargeTime,
            AdmissionPriority = e.AdmissionPriority,
            DiagnosisCode = e.DiagnosisCode,
            AdmissionTimeDoubtful = (e.EventTimestamp is null && begin == e.EventTime) || begin - e.AppendTime > AheadMax,
        };
        stays = stays.Add(Note(admitted, e));
        Arrive(place, begin, e);
        if (stays.Length > PatientBounds.StaysMax)
        {
            trail.Forget(stays[0]);
            stays = stays.RemoveAt(0);
            IsTrimmed = true;
        }

        TakeWaiting(begin, e);
        return stays[^1];
    }

    private void TakeWaiting(DateTime begin, PatientEvent by)
    {
        // A movement from before this admission waits for an earlier admission, which can no longer come.
        waiting = waiting.RemoveAll(w => w.EventTime < begin);
        while (!waiting.IsEmpty && Open is { } open)
        {
            var next = waiting[0];
            waiting = waiting.RemoveAt(0);
            if (next.Kind == EventKind.Discharge)
                Close(open, next.EventTime, next.DischargeTime, next.DischargeStatus, next.DiagnosisCode, by);
            else if (PlaceRules.IsSame(open.Place, next.Place, next.NamesNoBed))
                Set(open with { DiagnosisCode = next.DiagnosisCode ?? open.DiagnosisCode }, by);
            else if (PlaceRules.IsKnown(next.Place))
                Set(Moved(open, next.Place, next.EventTime, next.DiagnosisCode), by);
        }
    }

    private Stay? Transfer(PatientEvent e, ref ExtraFlags extra)
    {
        var place = PlaceRules.Of(e, network);
        if (Open is { } open) return Move(open, place, e, ref extra);
        return Wait(e, place, ref extra);
    }

    private Stay Move(Stay open, Place place, PatientEvent e, ref ExtraFlags extra)
    {
        if (e.EventTime < open.MovedAt)
        {
            extra |= ExtraFlags.LateMovement;
            return open;
        }

        if (!PlaceRules.IsKnown(place)) return open;
        var isSame = PlaceRules.IsSame(open.Place, place, namesNoBed: e.BedId is null);
        if (e.Kind == EventKind.Admission && (isSame || place == open.Place)) return open;
        if (!isSame) return Set(Moved(open, place, e.EventTime, e.DiagnosisCode), e);
        extra |= ExtraFlags.SamePlace;
        var diagnosis = e.DiagnosisCode ?? open.DiagnosisCode;
        return diagnosis == open.DiagnosisCode ? open : Set(open with { DiagnosisCode = diagnosis }, e);
    }

    private Stay? Discharge(PatientEvent e, ref ExtraFlags extra)
    {
        if (Open is { } open)
        {
            var isBefore = e.EventTime < open.AdmissionTime;
            if (isBefore && DischargedStay.IsOfAnother(stays, IsTrimmed, open, e))
            {
                extra |= ExtraFlags.LateMovement;
                return StayAt(e.EventTime);
            }

            if (!isBefore && DischargedStay.Ended(stays, open, e) is { } ended)
            {
                extra |= ExtraFlags.AlreadyDischarged;
                return ended;
            }

            var closed = Close(open, e.EventTime, e.DischargeTime, e.DischargeStatus, e.DiagnosisCode, e);
            if (closed.LengthUnknown) extra |= ExtraFlags.DischargeBeforeStay;
            return closed;
        }

        if (!stays.IsEmpty && DischargedStay.IsOfLast(stays[^1], e))
        {
            extra |= ExtraFlags.AlreadyDischarged;
            return stays[^1];
        }

        return Wait(e, PlaceRules.Of(e, network), ref extra);
    }

    // A discharge ends the stay even if its own time was removed by a rule, or lies before the stay or after the event:
    // the stay then ends at the event time. Where the event itself lies before the stay, its clock is wrong, and the time
    // that it states may still be right. No stay ends before it began: no census could count it.
    private Stay Close(
        Stay open, DateTime eventTime, DateTime? dischargeTime, string? status, string? diagnosis, PatientEvent by)
    {
        Deceased = status == DeceasedStatus;
        var latest = eventTime < open.AdmissionTime ? by.AppendTime + AheadMax : eventTime;
        var end = dischargeTime >= open.AdmissionTime && dischargeTime <= latest ? dischargeTime.Value : eventTime;
        var isBefore = end < open.AdmissionTime;
        return Set(
            open with
            {
                DischargeTime = isBefore ? open.AdmissionTime : end,
                LengthUnknown = isBefore,
                DischargeStatus = status,
                DiagnosisCode = diagnosis ?? open.DiagnosisCode,
                MovedAt = eventTime,
                EndedAfter = open.MovedAt,
            },
            by);
    }

    // What was told of the movement is taken back: nothing may be counted that did not happen.
    private Stay? CancelTransfer(PatientEvent e, ref ExtraFlags extra)
    {
        if (Open is not { } open) return CancelWaiting(EventKind.Transfer, e, ref extra);
        if (CancelledStay.WithoutTransfer(open, e) is not { } restored)
        {
            extra |= ExtraFlags.NothingToCancel;
            return open;
        }

        if (open.Place.DepartmentKey != restored.Place.DepartmentKey)
        {
            Pass(restored.Place, open.MovedAt, isArrival: false, e, isTakenBack: true);
            Pass(open.Place, open.MovedAt, isArrival: true, e, isTakenBack: true);
        }

        trail.Return(restored);
        return Restore(restored, e);
    }

    // The patient is again where it was; who has been given its bed meanwhile is a conflict, as any other.
    private Stay? CancelDischarge(PatientEvent e, ref ExtraFlags extra)
    {
        if (Open is { } open)
        {
            extra |= ExtraFlags.NothingToCancel;
            return open;
        }

        if (waiting.Any(w => w.Kind == EventKind.Discharge)) return CancelWaiting(EventKind.Discharge, e, ref extra);
        if (stays.IsEmpty || CancelledStay.WithoutDischarge(stays[^1], e) is not { } restored)
        {
            extra |= ExtraFlags.NothingToCancel;
            return StayAt(e.EventTime);
        }

        Pass(restored.Place, LeftAt(restored, stays[^1].DischargeTime ?? e.EventTime), isArrival: false, e, isTakenBack: true);
        Deceased = false;
        Restore(restored, e);
        TakeWaiting(restored.AdmissionTime, e);
        return stays[^1];
    }

    private Stay? CancelWaiting(EventKind kind, PatientEvent e, ref ExtraFlags extra)
    {
        var last = waiting.LastOrDefault(w => w.Kind == kind && w.EventTime <= e.EventTime);
        if (last is null) extra |= ExtraFlags.NothingToCancel;
        else waiting = waiting.Remove(last);
        return StayAt(e.EventTime);
    }

    private Stay Restore(Stay restored, PatientEvent by)
    {
        stays = stays.SetItem(stays.Length - 1, Note(restored, by));
        return stays[^1];
    }

    private Stay? Wait(PatientEvent e, Place place, ref ExtraFlags extra)
    {
        if (waiting.Length == PatientBounds.WaitingMax)
        {
            extra |= ExtraFlags.WaitingFull;
            return null;
        }

        extra |= ExtraFlags.AwaitsAdmission;
        var movement = new WaitingMovement
        {
            Kind = e.Kind,
            EventTime = e.EventTime,
            Place = place,
            DischargeTime = e.DischargeTime,
            DischargeStatus = e.DischargeStatus,
            DiagnosisCode = e.DiagnosisCode,
            NamesNoBed = e.BedId is null,
        };
        var earlier = waiting.Count(w => w.EventTime <= e.EventTime); // In order of event time; of equals the first to arrive.
        waiting = waiting.Insert(earlier, movement);
        return null;
    }

    private Stay? Observe(PatientEvent e, ref ExtraFlags extra)
    {
        var stay = StayAt(e.EventTime);
        if (stay is null) extra |= ExtraFlags.NoOpenStay;
        return stay;
    }

    private Stay? StayAt(DateTime time) => DischargedStay.At(stays, time);

    private static Stay Moved(Stay open, Place place, DateTime at, string? diagnosis) => open with
    {
        Place = place,
        MovedAt = at,
        Transfers = open.Transfers + 1,
        MovedFrom = open.Place,
        MovedFromSince = open.MovedAt,
        DiagnosisCode = diagnosis ?? open.DiagnosisCode,
    };

    private Stay Set(Stay stay, PatientEvent by)
    {
        Pass(stays[^1], stay, by);
        if (stay.Transfers > stays[^1].Transfers) trail.Leave(stays[^1]);
        stays = stays.SetItem(stays.Length - 1, Note(stay, by));
        return stays[^1];
    }

    private void Pass(Stay before, Stay after, PatientEvent by)
    {
        if (after.DischargeTime is { } end)
        {
            var left = LeftAt(before, end);
            Leave(before.Place, left, by);
            Vacate(before.Place, left);
            return;
        }

        if (before.Place.DepartmentKey != after.Place.DepartmentKey)
        {
            Leave(before.Place, after.MovedAt, by);
            Arrive(after.Place, after.MovedAt, by);
        }

        if (before.Place.BedId != after.Place.BedId) Vacate(before.Place, after.MovedAt);
    }

    // A discharge may name a time before the last transfer, but nobody leaves a department before arriving there.
    private static DateTime LeftAt(Stay before, DateTime end)
    {
        var arrived = before.Transfers == 0 ? before.AdmissionTime : before.MovedAt;
        return end > arrived ? end : arrived;
    }

    private void Arrive(Place place, DateTime at, PatientEvent by) => Pass(place, at, isArrival: true, by, isTakenBack: false);

    private void Leave(Place place, DateTime at, PatientEvent by) => Pass(place, at, isArrival: false, by, isTakenBack: false);

    private void Pass(Place place, DateTime at, bool isArrival, PatientEvent by, bool isTakenBack)
    {
        // A place that the network does not know is in no department's census.
        if (place.DepartmentKey is not { } key) return;
        passages.Add(new Passage
        {
            DepartmentKey = key, At = at, IsArrival = isArrival, Partition = by.Partition, Offset = by.Offset,
            IsTakenBack = isTakenBack,
        });
    }

    private void Vacate(Place place, DateTime at)
    {
        if (place is { BedId: { } bed, DepartmentKey: { } key })
            vacated.Add(new BedVacancy { BedId = bed, DepartmentKey = key, At = at });
    }

    private Stay Note(Stay stay, PatientEvent by)
    {
        var noted = stay with { ChangedPartition = by.Partition, ChangedOffset = by.Offset };
        changed.RemoveAll(s => s.StaySk == noted.StaySk);
        changed.Add(noted);
        return noted;
    }
}
