using System.Collections.Immutable;
using PatientFlow.Ingest;

namespace PatientFlow.Alerts;

/// <summary>What one look at the flow saw. A value that could not be read is null.</summary>
public sealed record FlowReading
{
    /// <summary>Why the exporter does not answer; null if it does.</summary>
    public string? ExporterTrouble { get; init; }

    /// <summary>Why the last export run failed or left a partition out; null if it did neither.</summary>
    public string? ExportFailure { get; init; }

    /// <summary>Why the source of events cannot be reached; null if it can.</summary>
    public string? SourceTrouble { get; init; }

    /// <summary>State of each partition.</summary>
    public ImmutableArray<PartitionReading>? Partitions { get; init; }

    /// <summary>State of each department.</summary>
    public ImmutableArray<DepartmentReading>? Departments { get; init; }

    /// <summary>Beds that events lately named although they belong to another department.</summary>
    public ImmutableArray<MisplacedBed>? BedsElsewhere { get; init; }
}
