using PatientFlow.Quality;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Api;

/// <summary>What a sender is told of one event.</summary>
/// <param name="Index">Its position in the request, from 0.</param>
/// <param name="EventId">Its id, as it was understood; null if it has none.</param>
/// <param name="Status">
/// <c>accepted</c>; <c>flagged</c>: accepted, with flags; <c>duplicate</c>: known, it changes nothing; <c>quarantined</c>:
/// kept, but in no patient's history.
/// </param>
/// <param name="Partition">Partition of the log that holds it, whatever its status.</param>
/// <param name="Offset">Offset in that partition.</param>
/// <param name="DqFlags">The seed's quality flags.</param>
/// <param name="DqExtra">Further flags; those that need the patient's state are told by <c>GET /api/v1/events/{id}</c>.</param>
/// <param name="DuplicateOf">Where the event is that it repeats, if that was posted lately.</param>
/// <param name="Reason">Why it is in quarantine.</param>
/// <param name="Detail">The same in words, with what to do.</param>
/// <param name="At">Where in the request.</param>
internal sealed record PostedEventView(
    int Index, string? EventId, string Status, int Partition, long Offset, IReadOnlyList<string> DqFlags,
    IReadOnlyList<string> DqExtra, LogPlace? DuplicateOf, string? Reason, string? Detail, RequestPlace? At)
{
    public static PostedEventView Of(int index, EventVerdict verdict, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> payload)
    {
        var (position, e, fault) = (verdict.Position, verdict.Event, verdict.Fault);
        string[] flags = e is null ? [] : FlagText.Names(e.Flags), extra = e is null ? [] : FlagText.Names(e.Extra);
        return new PostedEventView(
            index,
            e?.EventId,
            fault is not null ? "quarantined" : verdict.IsDuplicate ? "duplicate" : flags.Length + extra.Length > 0 ? "flagged" : "accepted",
            position.Partition,
            position.Offset,
            flags,
            extra,
            verdict.First is { } first ? new LogPlace(first.Partition, first.Offset) : null,
            fault is null ? null : FlagText.Of(fault.Reason),
            fault?.Reason.Words(),
            fault is null ? null : RequestPlace.Of(fault, body, payload));
    }
}

/// <summary>A position in the log.</summary>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Offset">Offset in that partition.</param>
internal sealed record LogPlace(int Partition, long Offset);

/// <summary>A place in a request.</summary>
/// <param name="Line">Line of the request's body, from 1, where the event begins or where it ceases to be JSON.</param>
/// <param name="Byte">Byte in that line, from 1.</param>
/// <param name="Field">The field that is missing or wrong; null if it is not one field.</param>
internal sealed record RequestPlace(long Line, long Byte, string? Field)
{
    public static RequestPlace Of(PayloadFault fault, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> payload)
    {
        // A payload is a slice of the body; an empty one is nowhere in it.
        var before = body.Span.Overlaps(payload.Span, out var start) ? body.Span[..start] : [];
        var (line, column) = (before.Count((byte)'\n') + 1L, start - before.LastIndexOf((byte)'\n'));
        return fault switch
        {
            { Line: null } => new RequestPlace(line, column, fault.Field),
            { Line: 1 } => new RequestPlace(line, column + (fault.Byte ?? 1) - 1, fault.Field),
            _ => new RequestPlace(line + fault.Line.Value - 1, fault.Byte ?? 1, fault.Field),
        };
    }
}
