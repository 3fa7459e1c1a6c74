namespace PatientFlow.EventLog;

public sealed class EventLog : IAsyncDisposable
{
    public int PartitionCount => throw new NotImplementedException();

    public IReadOnlyList<TailCut> TailCuts => throw new NotImplementedException();

    public static EventLog Open(EventLogOptions options, TimeProvider time) => throw new NotImplementedException();

    public int PartitionOf(ReadOnlySpan<byte> key) => throw new NotImplementedException();

    public ValueTask<LogPosition[]> AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken ct) =>
        throw new NotImplementedException();

    public long StartOffset(int partition) => throw new NotImplementedException();

    public long EndOffset(int partition) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<LogRecord>> ReadAsync(
        int partition, long fromOffset, int maxRecords, CancellationToken ct) => throw new NotImplementedException();

    public bool TryRead(int partition, long fromOffset, int maxRecords, out IReadOnlyList<LogRecord> records) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
