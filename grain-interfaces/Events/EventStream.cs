namespace PatientFlow.Events;

/// <summary>Names of the stream that feeds the system: one stream a partition, its key the partition's number.</summary>
public static class EventStream
{
    /// <summary>Namespace that ingest grains subscribe to.</summary>
    public const string Namespace = "patient-events";

    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "events";
}
