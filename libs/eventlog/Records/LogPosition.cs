namespace PatientFlow.EventLog;

/// <summary>Where a durable record is.</summary>
/// <param name="Partition">0 to <see cref="EmbeddedLog.PartitionCount"/> - 1.</param>
/// <param name="Offset">Its number in the partition: the first is 0, and none is ever skipped.</param>
/// <param name="AppendTime">UTC, whole microseconds, when the log took it; never goes back within a partition.</param>
public readonly record struct LogPosition(int Partition, long Offset, DateTime AppendTime);
