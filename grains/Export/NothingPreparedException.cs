namespace PatientFlow.Export;

/// <summary>Partitions failed to say what they have for the lake, and no other had anything.</summary>
internal sealed class NothingPreparedException(RunFault first) : Exception(first.Reason, first.Thrown)
{
    /// <summary>Why the first of them failed.</summary>
    public RunFault First { get; } = first;
}
