using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Quarantine;

/// <summary>
/// <c>bronze/quarantine</c> as it was when it was opened; a silo may go on writing it. Payloads are read only for the
/// records that are asked for: the table may be larger than memory.
/// </summary>
internal sealed class QuarantineTable
{
    private readonly DeltaTable table;
    private readonly Snapshot snapshot;
    private readonly IReadOnlyList<AddFile> files;

    private QuarantineTable(DeltaTable table)
    {
        (this.table, snapshot) = (table, table.Current);
        files = [.. snapshot.Files];
    }

    /// <summary>Whether it holds nothing at all.</summary>
    public bool IsEmpty => files.Count == 0;

    /// <summary>Opens the table of a lake.</summary>
    public static async Task<QuarantineTable> OpenAsync(string lake, CancellationToken cancellationToken) => new(
        await LakeTables.OpenExistingAsync(lake, BronzeTables.Quarantine, TimeProvider.System, cancellationToken));

    /// <summary>Returns the records that pass a filter, in the order in which the log took them.</summary>
    public async Task<IReadOnlyList<QuarantinedRecord>> RecordsAsync(
        Func<QuarantinedRecord, bool> filter, CancellationToken cancellationToken)
    {
        var found = new List<QuarantinedRecord>();
        for (var file = 0; file < files.Count; file++)
        {
            var row = 0;
            await foreach (var batch in ReadAsync(
                file, ["partition", "offset", "eventhub_timestamp", "reason"], cancellationToken))
            {
                for (var i = 0; i < batch.RowCount; i++, row++)
                {
                    var record = new QuarantinedRecord(
                        batch.Get<TimestampColumn>("eventhub_timestamp").GetTime(i).UtcDateTime,
                        batch.Get<Int32Column>("partition")[i],
                        batch.Get<Int64Column>("offset")[i],
                        string.Intern(batch.Get<TextColumn>("reason").GetString(i)),
                        new RowPlace(file, row));
                    if (filter(record)) found.Add(record);
                }
            }
        }

        found.Sort((a, b) => (a.AppendTime, a.Partition, a.Offset).CompareTo((b.AppendTime, b.Partition, b.Offset)));
        return found;
    }

    /// <summary>Returns the exact payloads of records, in their order. All of them are in memory at once.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> PayloadsAsync(
        IReadOnlyList<QuarantinedRecord> records, CancellationToken cancellationToken)
    {
        var payloads = new ReadOnlyMemory<byte>[records.Count];
        foreach (var inFile in Enumerable.Range(0, records.Count).GroupBy(i => records[i].Place.File))
        {
            var wanted = inFile.ToDictionary(i => records[i].Place.Row);
            var row = 0;
            await foreach (var batch in ReadAsync(inFile.Key, ["raw_json", "raw_base64"], cancellationToken))
            {
                for (var i = 0; i < batch.RowCount; i++, row++)
                    if (wanted.TryGetValue(row, out var index))
                        payloads[index] = Payload(batch, i);
            }
        }

        return payloads;
    }

    private static byte[] Payload(ColumnBatch batch, int row) =>
        batch.Get<TextColumn>("raw_base64").GetStringOrNull(row) is { } base64
            ? Convert.FromBase64String(base64)
            : batch.Get<TextColumn>("raw_json").GetBytes(row).ToArray();

    private IAsyncEnumerable<ColumnBatch> ReadAsync(
        int file, IReadOnlyList<string> columns, CancellationToken cancellationToken) =>
        table.ReadAsync(snapshot, files[file], columns, cancellationToken);
}
