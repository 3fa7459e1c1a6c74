using System.Text.Json;

namespace PatientFlow.Quality;

/// <summary>
/// What an event says of a bed's state, as it was sent. Only a <c>BED_STATUS</c> has these fields: in any other event they
/// mean nothing, whatever they hold, and are no fault of it. Owned by: its <see cref="WireEvent"/>.
/// </summary>
public sealed class WireBed
{
    /// <summary>Field <c>status</c>.</summary>
    internal string? Status;

    /// <summary>Field <c>stage</c>.</summary>
    internal string? Stage;

    /// <summary>Field <c>reason</c>.</summary>
    internal string? Reason;

    /// <summary>Field <c>until</c>, UTC.</summary>
    internal DateTime? Until;

    /// <summary>Field <c>reserved_for</c>.</summary>
    internal string? ReservedFor;

    /// <summary>What was odd about these fields.</summary>
    internal WireEvent Odd;

    /// <summary>Reads one of these fields; false, and nothing is read, if the reader is at another one.</summary>
    internal static bool TryRead(ref Utf8JsonReader json, TextPool pool, ref WireEvent wire)
    {
        if (json.ValueTextEquals("status"u8)) Of(ref wire).Status = WireValue.Text(ref json, pool, ref Of(ref wire).Odd);
        else if (json.ValueTextEquals("stage"u8)) Of(ref wire).Stage = WireValue.Text(ref json, pool, ref Of(ref wire).Odd);
        else if (json.ValueTextEquals("reason"u8)) Of(ref wire).Reason = WireValue.Text(ref json, pool, ref Of(ref wire).Odd);
        else if (json.ValueTextEquals("until"u8)) Of(ref wire).Until = WireValue.Time(ref json, ref Of(ref wire).Odd, out _);
        else if (json.ValueTextEquals("reserved_for"u8)) Of(ref wire).ReservedFor = WireValue.Id(ref json, ref Of(ref wire).Odd);
        else return false;
        return true;
    }

    private static WireBed Of(ref WireEvent wire) => wire.Bed ??= new WireBed();
}
