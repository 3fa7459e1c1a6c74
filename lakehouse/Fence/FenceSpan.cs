namespace PatientFlow.Lakehouse.Fence;

/// <summary>While what a silo holds the fence of its lake.</summary>
public enum FenceSpan
{
    /// <summary>From its start to its end: one silo feeds the lake.</summary>
    WholeRun,

    /// <summary>While the exporter is active on it: the silos of a cluster feed the lake, and the exporter moves.</summary>
    Exporter,
}
