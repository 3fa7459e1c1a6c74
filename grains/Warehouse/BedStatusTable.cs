using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>Gold: what was declared of beds.</summary>
public static class BedStatusTable
{
    /// <summary>
    /// One row an event, also where it changed nothing because a later one was known already. Who is in a bed is in
    /// fact_stay: nobody declares it.
    /// </summary>
    public static Table<BedStatusRow> BedStatus { get; } = new()
    {
        Path = "gold/fact_bed_status",
        Comment = "One row an event that declares the state of a bed. Who is in a bed is in fact_stay.",
        AppendOnly = true,
        BeginsWithTheLake = true,
        ProcessingTimes = ["_gold_processed_at"],
        Columns =
        [
            new LongOf<BedStatusRow>("bed_status_id", false, "Key of the row, from its place in the log.", r => RowKey.Of(r.Event.Partition, r.Event.Offset)),
            new TextOf<BedStatusRow>("bed_id", false, "The bed, as the network spells it.", r => r.Change.BedId),
            new LongOf<BedStatusRow>("department_sk", true, "The department that it stands in.", r => r.DepartmentSk),
            new TextOf<BedStatusRow>("event_id", false, "Id of the event.", r => r.Event.EventId),
            new TextOf<BedStatusRow>("status", false, "available, reserved, dirty, blocked, closed, contaminated or isolated.", r => BedStatusReading.Name(r.Change.Status)),
            new TextOf<BedStatusRow>("stage", true, "Of a dirty bed: dirty, next, stat, in_progress, delayed or suspended.", r => BedStatusReading.Name(r.Change.Stage)),
            new TimestampOf<BedStatusRow>("status_from", false, "Since when: the event's time; the log's where it had none.", r => r.Event.EventTime),
            new TimestampOf<BedStatusRow>("expected_until", true, "When it was expected to end, as far as said.", r => r.Change.Until),
            new TextOf<BedStatusRow>("status_reason", true, "Why, in the sender's words.", r => r.Change.Reason),
            new TextOf<BedStatusRow>("reserved_for", true, "The patient whom a reserved bed is kept for.", r => r.Change.ReservedFor),
            new IntegerOf<BedStatusRow>("partition", false, "Partition of the log.", r => r.Event.Partition),
            new LongOf<BedStatusRow>("offset", false, "Offset in the partition.", r => r.Event.Offset),
            new TextOf<BedStatusRow>("_dq_extra", true, "Findings of the rules, null for none.", r => FlagText.Of(r.Extra)),
            new TimestampOf<BedStatusRow>("_gold_processed_at", false, "When the row was made.", r => r.ProcessedAt),
        ],
    };
}
