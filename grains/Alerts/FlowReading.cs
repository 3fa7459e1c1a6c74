using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>What one look at the flow saw. What could not be seen is null.</summary>
public sealed record FlowReading
{
    /// <summary>Why the exporter does not answer; null where it does.</summary>
    public string? ExporterTrouble { get; init; }

    /// <summary>Why the last export run failed or left a partition out; null where it did neither.</summary>
    public string? ExportFailure { get; init; }

    /// <summary>Why the events' source cannot be reached; null where it can.</summary>
    public string? SourceTrouble { get; init; }

    /// <summary>The partitions.</summary>
    public ImmutableArray<PartitionReading>? Partitions { get; init; }

    /// <summary>The departments.</summary>
    public ImmutableArray<DepartmentReading>? Departments { get; init; }
}
