namespace PatientFlow.Export;

/// <summary>Result of an export run.</summary>
public enum ExportRunState : byte
{
    /// <summary>In progress.</summary>
    Running = 0,

    /// <summary>All stages succeeded for all partitions.</summary>
    Succeeded = 1,

    /// <summary>All stages succeeded, but some partitions were left out; the next run includes them.</summary>
    Incomplete = 2,

    /// <summary>A stage failed, and the stages after it did not run.</summary>
    Failed = 3,
}
