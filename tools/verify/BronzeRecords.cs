using PatientFlow.Lake;

namespace PatientFlow.Tools.Verify;

/// <summary>Reads the log back from Bronze.</summary>
internal static class BronzeRecords
{
    /// <summary>The columns of Bronze that a record is made of.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["partition", "offset", "eventhub_timestamp", "raw_json"];

    /// <summary>
    /// Returns the records by partition and offset, with the exact bytes if quarantine has kept them.
    /// </summary>
    public static IReadOnlyList<BronzeRecord> From(
        IReadOnlyList<ColumnBatch> bronze, IReadOnlyList<ColumnBatch> quarantine)
    {
        var exact = new Dictionary<(int, long), byte[]>();
        foreach (var b in quarantine)
            for (var row = 0; row < b.RowCount; row++)
                if (b.Get<TextColumn>("raw_base64").GetStringOrNull(row) is { } base64)
                    exact[(b.Get<Int32Column>("partition")[row], b.Get<Int64Column>("offset")[row])] = Convert.FromBase64String(base64);

        var records = new List<BronzeRecord>();
        foreach (var b in bronze)
        {
            for (var row = 0; row < b.RowCount; row++)
            {
                var (partition, offset) = (b.Get<Int32Column>("partition")[row], b.Get<Int64Column>("offset")[row]);
                var appended = b.Get<TimestampColumn>("eventhub_timestamp").GetTime(row).UtcDateTime;
                records.Add(exact.TryGetValue((partition, offset), out var bytes)
                    ? new BronzeRecord(partition, offset, appended, bytes)
                    : BronzeRecord.FromText(partition, offset, appended, b.Get<TextColumn>("raw_json").GetString(row)));
            }
        }

        records.Sort((a, b) => (a.Partition, a.Offset).CompareTo((b.Partition, b.Offset)));
        return records;
    }
}
