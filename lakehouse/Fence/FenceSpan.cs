namespace PatientFlow.Lakehouse.Fence;

/// <summary>How long a silo holds the fence of its lake.</summary>
public enum FenceSpan
{
    /// <summary>From its start to its end, if one silo feeds the lake.</summary>
    WholeRun,

    /// <summary>
    /// While the exporter is active on it, if a cluster feeds the lake: the exporter moves between its silos.
    /// </summary>
    Exporter,
}
