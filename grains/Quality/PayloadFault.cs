using System.Text.Json;

namespace PatientFlow.Quality;

/// <summary>
/// Where and why a payload cannot be used, for the person who sends it. It repeats nothing of the payload, which may
/// name a patient.
/// </summary>
/// <param name="Reason">The reason.</param>
/// <param name="Field">The field that is missing or wrong; null if it is not one field.</param>
/// <param name="Line">Line of the payload where it stops being JSON, from 1; null if it is JSON.</param>
/// <param name="Byte">Byte in that line, from 1.</param>
public sealed record PayloadFault(UnusableReason Reason, string? Field, long? Line, long? Byte)
{
    /// <summary>Returns where a payload fails.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="reason">Why it cannot be used; not None.</param>
    /// <param name="wire">What could be read of it.</param>
    public static PayloadFault Of(ReadOnlySpan<byte> payload, UnusableReason reason, in WireEvent wire)
    {
        if (reason == UnusableReason.NotJson)
        {
            var (line, at) = Break(payload);
            return new PayloadFault(reason, null, line, at);
        }

        var field = reason switch
        {
            UnusableReason.MissingEventId => "event_id",
            UnusableReason.InvalidId => wire.EventId is { } id && WireReader.IsId(id) ? "patient_id" : "event_id",
            UnusableReason.MissingPatientId => "patient_id",
            UnusableReason.MissingEventType or UnusableReason.UnknownEventType => "event_type",
            UnusableReason.UnknownBedStatus => "status",
            UnusableReason.UnknownBed => "bed_id",
            _ => null,
        };
        return new PayloadFault(reason, field, null, null);
    }

    /// <summary>Returns the position of the first byte that is not JSON; the end if something is missing there.</summary>
    private static (long Line, long Byte) Break(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        try
        {
            while (json.Read())
            {
            }
        }
        catch (JsonException fault)
        {
            return ((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1);
        }

        return (1, 1); // Empty: the reader has nothing to complain of.
    }
}
