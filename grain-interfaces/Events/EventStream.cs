namespace PatientFlow.Events;

/// <summary>Names of the streams that feed the system: one per partition, with the partition's number as key.</summary>
public static class EventStream
{
    /// <summary>Namespace that ingest grains subscribe to.</summary>
    public const string Namespace = "patient-events";

    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "events";
}
