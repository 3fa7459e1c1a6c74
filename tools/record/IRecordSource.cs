using PatientFlow.Recorded;

namespace PatientFlow.Tools.Record;

/// <summary>A log to record, read from outside the silo. Owned by: one recording.</summary>
internal interface IRecordSource : IAsyncDisposable
{
    /// <summary>Name of the log for people.</summary>
    string Name { get; }

    int PartitionCount { get; }

    /// <summary>Returns the first available offset.</summary>
    long StartOffset(int partition);

    /// <summary>Returns the offset after the last event at the time of the last look.</summary>
    long EndOffset(int partition);

    /// <summary>Reads the current bounds of the log.</summary>
    ValueTask LookAsync(CancellationToken cancellationToken);

    /// <summary>Returns one or more events from an offset on; the offset must be before the end.</summary>
    ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(int partition, long from, int count, CancellationToken cancellationToken);
}
