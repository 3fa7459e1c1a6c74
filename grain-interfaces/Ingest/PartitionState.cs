namespace PatientFlow.Ingest;

/// <summary>Stored state of an ingest grain, in the same store as patients and departments.</summary>
[GenerateSerializer, Alias("partition-state")]
public sealed class PartitionState
{
    /// <summary>
    /// Last offset whose patients and departments are durable; -1 for none. It is never behind the lake (I-11),
    /// unless the store was lost or is an older copy: then the log is read again from here.
    /// </summary>
    [Id(0)] public long Flushed { get; set; } = -1;
}
