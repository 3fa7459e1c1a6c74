using PatientFlow.Recorded;

namespace PatientFlow.Tools.Record;

/// <summary>A log that is recorded, read from the outside. Owned by: one recording.</summary>
internal interface IRecordSource : IAsyncDisposable
{
    /// <summary>Where the events come from, for people.</summary>
    string Name { get; }

    int PartitionCount { get; }

    /// <summary>The first offset that is there.</summary>
    long StartOffset(int partition);

    /// <summary>The offset after the last event that was there at the last look.</summary>
    long EndOffset(int partition);

    /// <summary>Looks how far the log is now.</summary>
    ValueTask LookAsync(CancellationToken cancellationToken);

    /// <summary>One or more events from an offset on, which is before the end.</summary>
    ValueTask<IReadOnlyList<RecordedEvent>> ReadAsync(int partition, long from, int count, CancellationToken cancellationToken);
}
