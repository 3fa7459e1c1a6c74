using System.Diagnostics.Metrics;
using PatientFlow.Alerts;

namespace PatientFlow.Grains;

/// <summary>What is measured of alerts (docs/telemetry.md).</summary>
internal sealed class AlertInstruments
{
    private const string CauseTag = "patientflow.cause";

    private readonly Gauge<int> active;
    private readonly Counter<long> fired;

    public AlertInstruments(IMeterFactory meters)
    {
        // The factory's own: it is the same for all of a silo, and ends with it.
        var meter = meters.Create("PatientFlow");
        active = meter.CreateGauge<int>("patientflow.alert.active", "{alert}", "Alerts that are not over.");
        fired = meter.CreateCounter<long>("patientflow.alert.fired", "{alert}", "Alerts that began.");
    }

    /// <summary>One began.</summary>
    public void Fired(AlertCause cause) => fired.Add(1, new KeyValuePair<string, object?>(CauseTag, cause.Name()));

    /// <summary>So many are active; causes without one are told too, so that a gauge falls back to 0.</summary>
    public void Active(IReadOnlyCollection<Alert> alerts)
    {
        foreach (var cause in Enum.GetValues<AlertCause>())
            active.Record(alerts.Count(a => a.Cause == cause), new KeyValuePair<string, object?>(CauseTag, cause.Name()));
    }
}
