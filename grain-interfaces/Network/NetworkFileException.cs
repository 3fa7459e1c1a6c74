namespace PatientFlow.Network;

/// <summary>A network file cannot be used. It carries every fault that was found.</summary>
public sealed class NetworkFileException(string source, IReadOnlyList<string> faults)
    : Exception($"The network file {source} cannot be used:{string.Concat(faults.Select(f => $"\n  - {f}"))}")
{
    /// <summary>The faults, one line each, in the order found.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
