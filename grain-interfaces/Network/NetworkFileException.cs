namespace PatientFlow.Network;

/// <summary>A network file that cannot be used, with every fault found in it.</summary>
public sealed class NetworkFileException(string source, IReadOnlyList<string> faults)
    : Exception($"The network file {source} cannot be used:{string.Concat(faults.Select(f => $"\n  - {f}"))}")
{
    /// <summary>One line a fault, in the order found.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
