using Orleans.Embedded;

namespace PatientFlow.Silo.Telemetry;

/// <summary>The embedded runtime's counts.</summary>
internal sealed class EmbeddedActivations(GrainStatistics statistics) : IActivationCounts
{
    /// <inheritdoc />
    public IEnumerable<(string GrainType, int Activations)> Read() =>
        statistics.Read().Select(c => (c.GrainType, c.Activations));
}
