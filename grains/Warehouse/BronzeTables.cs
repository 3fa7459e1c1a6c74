using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>Bronze: the log as it came, and the records that could not be used.</summary>
public static class BronzeTables
{
    private const string Topic = "patient-events";
    private const string DataSource = "kafka-eventhub"; // The seed's reports filter on this constant.

    /// <summary>One row per record of the log, up to the committed offset (I-08).</summary>
    public static Table<BronzeRow> PatientFlow { get; } = new()
    {
        Path = "bronze/patient_flow",
        Comment = "Every record of the event log as it came, one row each.",
        AppendOnly = true,
        ProcessingTimes = ["eventhub_timestamp", "ingested_at"],
        Columns =
        [
            new TextOf<BronzeRow>("event_key", true, "Key of the record: patient id, else event id.", r => r.EventKey),
            new Utf8Of<BronzeRow>("raw_json", "The payload as it came.", r => r.Json),
            new TextOf<BronzeRow>("topic", false, "Stream that the record came from.", _ => Topic),
            new IntegerOf<BronzeRow>("partition", false, "Partition of the log.", r => r.Partition),
            new LongOf<BronzeRow>("offset", false, "Offset in the partition; without gaps.", r => r.Offset),
            new TimestampOf<BronzeRow>("eventhub_timestamp", false, "When the log took the record.", r => r.AppendTime),
            new TimestampOf<BronzeRow>("ingested_at", false, "When the record was ingested.", r => r.IngestedAt),
            new TextOf<BronzeRow>("data_source", false, "Constant name of the source.", _ => DataSource),
            new TextOf<BronzeRow>("parse_error", true, "Why the payload is no event; null where it is one.",
                r => r.Unusable == UnusableReason.None ? null : FlagText.Of(r.Unusable)),
        ],
    };

    /// <summary>One row per record that could not be used (I-14).</summary>
    public static Table<QuarantineRow> Quarantine { get; } = new()
    {
        Path = "bronze/quarantine",
        Comment = "Records that could not be used, with the reason.",
        AppendOnly = true,
        ProcessingTimes = ["eventhub_timestamp", "ingested_at"],
        Columns =
        [
            new IntegerOf<QuarantineRow>("partition", false, "Partition of the log.", r => r.Partition),
            new LongOf<QuarantineRow>("offset", false, "Offset in the partition.", r => r.Offset),
            new TimestampOf<QuarantineRow>("eventhub_timestamp", false, "When the log took the record.", r => r.AppendTime),
            new TextOf<QuarantineRow>("reason", false, "Why it could not be used.", r => FlagText.Of(r.Reason)),
            new TextOf<QuarantineRow>("raw_json", false, "The payload as text.", r => r.Json),
            new TextOf<QuarantineRow>("raw_base64", true, "The exact bytes, where they are no UTF-8 text.", r => r.Base64),
            new TimestampOf<QuarantineRow>("ingested_at", false, "When the record was ingested.", r => r.IngestedAt),
        ],
    };
}
