namespace PatientFlow.Silo.Events;

/// <summary>The partitioned log that feeds the silo, as those see it who only ask how far it is.</summary>
internal interface IEventSource
{
    /// <summary>Where the events come from, for people; nothing secret.</summary>
    string Name { get; }

    /// <summary>Partitions of the log; the same as long as the silo runs.</summary>
    int PartitionCount { get; }

    /// <summary>Why the log cannot be reached at all now; null where it can.</summary>
    string? Trouble { get; }

    /// <summary>The offset after the last event of a partition, as far as known.</summary>
    long EndOffset(int partition);

    /// <summary>Why a partition is not read until a person has decided; null where it is read.</summary>
    string? StoppedBecause(int partition);
}
