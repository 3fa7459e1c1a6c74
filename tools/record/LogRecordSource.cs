using PatientFlow.EventLog;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Record;

/// <summary>The log of a data folder. A silo may be writing it meanwhile.</summary>
internal sealed class LogRecordSource(EventLogReader log, string folder) : IRecordSource
{
    /// <inheritdoc />
    public string Name => $"the log in {folder}";

    /// <inheritdoc />
    public int PartitionCount => log.PartitionCount;

    /// <inheritdoc />
    public long StartOffset(int partition) => log.StartOffset(partition);

    /// <inheritdoc />
    public long EndOffset(int partition) => log.EndOffset(partition);

    /// <inheritdoc />
    public ValueTask LookAsync(CancellationToken cancellationToken)
    {
        log.Refresh();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(
        int partition, long from, int count, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RecordedEvent>>([.. log.Read(partition, from, count).Select(r => new RecordedEvent
        {
            AppendTime = r.AppendTime, Partition = partition, Offset = r.Offset, Payload = r.Payload,
        })]);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        log.Dispose();
        return ValueTask.CompletedTask;
    }
}
