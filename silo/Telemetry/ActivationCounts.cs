using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Orleans.Metadata;
using PatientFlow.Calls;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Counts the activations of our grains on this silo by their life cycle. Orleans' own metric, orleans-grains, is
/// labelled with class names and differs between versions, so the dashboards use this one.
/// </summary>
/// <param name="patients">Counts the patients, whose activations then need no life cycle.</param>
internal sealed class ActivationCounts(LocalPatients patients) : IConfigureGrainContextProvider
{
    private const string Ours = "PatientFlow.";

    private readonly ConcurrentDictionary<string, StrongBox<int>> counts = new(StringComparer.Ordinal);

    /// <summary>Returns the current number of activations of each grain class.</summary>
    public IEnumerable<(string GrainType, int Activations)> Read() =>
        counts.Select(c => (c.Key, Volatile.Read(ref c.Value.Value))).Append((GrainTypes.Patient, patients.Count))
            .OrderBy(c => c.Item1, StringComparer.Ordinal);

    /// <inheritdoc />
    public bool TryGetConfigurator(
        GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        var isOurs = properties.Properties.TryGetValue(WellKnownGrainTypeProperties.FullTypeName, out var name)
            && name.StartsWith(Ours, StringComparison.Ordinal) && $"{grainType}" != GrainTypes.Patient;
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
