using PatientFlow.EventLog;
using PatientFlow.Ingest;
using PatientFlow.Places;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>What the rules did to an event.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Status">
/// As in the answer to the post, and <c>pending</c> while the log has it and no patient has it yet.
/// </param>
/// <param name="Partition">Partition of the log that holds it.</param>
/// <param name="Offset">Offset in that partition.</param>
/// <param name="PatientId">The patient.</param>
/// <param name="DqFlags">The seed's quality flags.</param>
/// <param name="DqExtra">Further flags, those that need the patient's state too, such as <c>LATE_MOVEMENT</c>.</param>
/// <param name="Reason">Why it is in quarantine.</param>
/// <param name="StaySk">The stay that it belongs to.</param>
/// <param name="Bed">The bed that it named, as it is now: <c>conflict</c> if another patient claims it too.</param>
/// <param name="Repeated">How often it came again since; that changed nothing.</param>
internal sealed record EventEffectView(
    string EventId, string Status, int Partition, long Offset, string? PatientId, IReadOnlyList<string> DqFlags,
    IReadOnlyList<string> DqExtra, string? Reason, long? StaySk, EventEffectView.BedNow? Bed, int Repeated)
{
    public static EventEffectView Of(AppliedEvent e, BedView? bed)
    {
        string[] flags = FlagText.Names(e.Flags), extra = FlagText.Names(e.Extra);
        return new EventEffectView(
            e.EventId,
            e.Quarantined is not null ? "quarantined"
            : e.Duplicate ? "duplicate"
            : flags.Length + extra.Length > 0 ? "flagged"
            : "accepted",
            e.Partition, e.Offset, e.PatientId, flags, extra, e.Quarantined, e.StaySk,
            bed is null ? null : new BedNow(bed.BedId, bed.Status), e.Repeated);
    }

    public static EventEffectView Pending(string eventId, LogPosition at) =>
        new(eventId, "pending", at.Partition, at.Offset, null, [], [], null, null, null, 0);

    /// <summary>A bed as it is now.</summary>
    /// <param name="BedId">Its id.</param>
    /// <param name="Status"><c>free</c>, <c>occupied</c> or <c>conflict</c>.</param>
    internal sealed record BedNow(string BedId, string Status);
}
