using Orleans.Embedded.Activations;

namespace Orleans.Embedded;

/// <summary>What the silo is doing, in numbers. Resolve it from the services of the host.</summary>
public sealed class GrainStatistics
{
    private readonly Silo _silo;

    /// <summary>Made by the host. The parameter's type is internal, so the container alone can do it.</summary>
    internal GrainStatistics(Silo silo) => _silo = silo;

    /// <summary>The numbers of each grain class, in the order of their names. Visits every activation.</summary>
    public IReadOnlyList<GrainClassStatistics> Read() => _silo.Classes
        .Select(type => new GrainClassStatistics(type.GrainType.ToString(), type.ActivationCount, type.Calls))
        .ToList();
}
