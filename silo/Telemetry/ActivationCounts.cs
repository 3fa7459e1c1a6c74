using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Orleans.Metadata;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Counts our grains on this silo by their lives. Orleans has a metric of its own, orleans-grains, whose labels are names of
/// classes and differ between its versions; the dashboards read a name of ours.
/// </summary>
internal sealed class ActivationCounts : IConfigureGrainContextProvider
{
    private const string Ours = "PatientFlow.";

    private readonly ConcurrentDictionary<string, StrongBox<int>> counts = new(StringComparer.Ordinal);

    /// <summary>Activations of each grain class now.</summary>
    public IEnumerable<(string GrainType, int Activations)> Read() =>
        counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, Volatile.Read(ref c.Value.Value)));

    /// <inheritdoc />
    public bool TryGetConfigurator(
        GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        var isOurs = properties.Properties.TryGetValue(WellKnownGrainTypeProperties.FullTypeName, out var name)
            && name.StartsWith(Ours, StringComparison.Ordinal);
        configurator = isOurs ? new Lives(counts.GetOrAdd($"{grainType}", _ => new StrongBox<int>())) : null;
        return isOurs;
    }

    private sealed class Lives(StrongBox<int> count) : IConfigureGrainContext
    {
        public void Configure(IGrainContext context) => context.ObservableLifecycle.Subscribe(
            nameof(ActivationCounts), GrainLifecycleStage.First, _ => Add(1), _ => Add(-1));

        private Task Add(int change)
        {
            Interlocked.Add(ref count.Value, change);
            return Task.CompletedTask;
        }
    }
}
