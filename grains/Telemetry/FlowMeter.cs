using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PatientFlow.Telemetry;

/// <summary>Names that a collector of metrics and traces subscribes to (docs/telemetry.md).</summary>
public static class FlowMeter
{
    /// <summary>Name of the meter and of the trace source.</summary>
    public const string Name = "PatientFlow";

    /// <summary>
    /// Bucket bounds of our histograms in seconds: from a batch in memory to a lake that retries for a minute.
    /// </summary>
    public static IReadOnlyList<double> DurationBounds { get; } =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>Spans of export runs and of batches of events.</summary>
    internal static ActivitySource Traces { get; } = new(Name);

    /// <summary>Returns the meter. The factory owns it, so a silo has one and it ends with the silo.</summary>
    internal static Meter Meter(this IMeterFactory meters) => meters.Create(Name);

    /// <summary>A tag.</summary>
    internal static KeyValuePair<string, object?> Tag(string name, object? value) => new($"patientflow.{name}", value);
}
