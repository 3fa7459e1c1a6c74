namespace PatientFlow.Silo.Api;

/// <summary>How much of what came in a partition could not be used.</summary>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Records">Records read since its reader started.</param>
/// <param name="Quarantined">How many of those records went to quarantine.</param>
internal sealed record QuarantinePartitionView(int Partition, long Records, long Quarantined);
