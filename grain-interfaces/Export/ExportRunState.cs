namespace PatientFlow.Export;

/// <summary>What became of an export run.</summary>
public enum ExportRunState : byte
{
    /// <summary>Under way.</summary>
    Running = 0,

    /// <summary>All stages succeeded for all partitions.</summary>
    Succeeded = 1,

    /// <summary>All stages succeeded, for fewer partitions than had something; the next run takes those along.</summary>
    Incomplete = 2,

    /// <summary>A stage failed, and those after it were not run.</summary>
    Failed = 3,
}
