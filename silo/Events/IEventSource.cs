namespace PatientFlow.Silo.Events;

/// <summary>The partitioned log that feeds the silo, as seen by callers that only ask for its state.</summary>
internal interface IEventSource
{
    /// <summary>Name of the source for people. It contains nothing secret.</summary>
    string Name { get; }

    /// <summary>Number of partitions; it does not change while the silo runs.</summary>
    int PartitionCount { get; }

    /// <summary>Why the log cannot be reached at all; null if it can.</summary>
    string? Trouble { get; }

    /// <summary>The offset after the last event of a partition, as far as known.</summary>
    long EndOffset(int partition);

    /// <summary>Why a partition is stopped until a person decides; null if it is not stopped.</summary>
    string? StoppedBecause(int partition);
}
