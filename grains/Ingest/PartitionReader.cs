using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Quality;
using PatientFlow.Warehouse;

namespace PatientFlow.Ingest;

/// <summary>Turns records of one partition into Bronze rows and cleaned events. Owned by: one ingest turn.</summary>
public sealed class PartitionReader(int partition, NetworkMap network)
{
    private readonly TextPool pool = new();

    /// <summary>Reads one record.</summary>
    /// <param name="offset">Its offset in the partition.</param>
    /// <param name="record">The record.</param>
    /// <param name="now">Time of ingestion, UTC.</param>
    public RecordReading Read(long offset, RawEvent record, DateTime now)
    {
        var payload = record.Payload.Span;
        var reason = WireReader.Read(payload, pool, out var wire);
        var cleaned = reason == UnusableReason.None
            ? QualityRules.Clean(wire, partition, offset, record.AppendTime, network)
            : null;
        var key = cleaned is null ? null : cleaned.Bed?.BedId ?? cleaned.PatientId ?? cleaned.EventId;
        var quarantined = cleaned is null ? reason : QualityRules.Unattributable(cleaned);
        var json = cleaned is null ? EventText.Utf8Of(record.Payload) : record.Payload; // The reader has checked an event's.
        return new RecordReading(
            new BronzeRow(partition, offset, record.AppendTime, json, key, reason, now),
            quarantined == UnusableReason.None
                ? null
                : new QuarantineRow(
                    partition, offset, record.AppendTime, quarantined, EventText.Of(payload, out var base64), base64, now),
            cleaned);
    }
}

/// <summary>Result of reading one record.</summary>
/// <param name="Bronze">Its Bronze row.</param>
/// <param name="Quarantine">Its quarantine row; null if the record could be used.</param>
/// <param name="Event">The cleaned event; null if the record is not an event.</param>
public readonly record struct RecordReading(BronzeRow Bronze, QuarantineRow? Quarantine, PatientEvent? Event);
