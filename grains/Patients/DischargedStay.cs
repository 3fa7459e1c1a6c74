using System.Collections.Immutable;
using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>
/// Decides which stay a discharge is of. A discharge that follows its admission in the log ends that stay whatever its
/// time says; a late one of an earlier stay must not end a newer one.
/// </summary>
internal static class DischargedStay
{
    /// <summary>
    /// Whether a discharge from before the open stay is of another one: it lies in an earlier stay, or states an admission
    /// that is not this stay's. Where the admission time of this stay is in doubt, the other stay must be known.
    /// </summary>
    /// <param name="stays">The stays that are kept, oldest first.</param>
    /// <param name="isTrimmed">Whether there were older ones.</param>
    /// <param name="open">The last of them, which lasts.</param>
    /// <param name="e">A discharge from before it began.</param>
    public static bool IsOfAnother(ImmutableArray<Stay> stays, bool isTrimmed, Stay open, PatientEvent e)
    {
        var earlier = stays.RemoveAt(stays.Length - 1);
        if (At(earlier, e.EventTime) is not null || (e.DischargeTime is { } end && At(earlier, end) is not null)) return true;
        if (isTrimmed && e.EventTime < stays[0].AdmissionTime) return true;
        return StatedAdmission(e) is { } stated && stated != open.AdmissionTime
            && (!open.AdmissionTimeDoubtful || At(earlier, stated) is not null);
    }

    /// <summary>Returns the stay before the open one that a discharge names by its very admission time; null for none.</summary>
    public static Stay? Ended(ImmutableArray<Stay> stays, Stay open, PatientEvent e)
    {
        if (StatedAdmission(e) is not { } stated || stated == open.AdmissionTime) return null;
        for (var i = stays.Length - 2; i >= 0; i--)
            if (stays[i].AdmissionTime == stated)
                return stays[i];
        return null;
    }

    /// <summary>Whether a discharge of a patient who is not in is one more of the last stay, and not of one to come.</summary>
    public static bool IsOfLast(Stay ended, PatientEvent e)
    {
        var end = ended.LengthUnknown ? ended.MovedAt : ended.DischargeTime;
        return e.EventTime <= end || e.AdmissionTime < end;
    }

    /// <summary>Returns the stay that holds a time; null for none.</summary>
    public static Stay? At(ImmutableArray<Stay> stays, DateTime time)
    {
        for (var i = stays.Length - 1; i >= 0; i--)
            if (stays[i].AdmissionTime <= time && (stays[i].DischargeTime is not { } end || time <= end))
                return stays[i];
        return null;
    }

    // A rule may have made up the admission time: then the event states none.
    private static DateTime? StatedAdmission(PatientEvent e) =>
        e.Flags.HasFlag(QualityFlags.FutureAdmission) ? null : e.AdmissionTime;
}
