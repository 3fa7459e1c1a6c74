namespace PatientFlow.Export;

/// <summary>Some partitions failed to prepare an export, and no other partition had anything.</summary>
internal sealed class NothingPreparedException(RunFault first) : Exception(first.Reason, first.Thrown)
{
    /// <summary>Fault of the first partition that failed.</summary>
    public RunFault First { get; } = first;
}
