using System.Diagnostics.Metrics;
using PatientFlow.Telemetry;

namespace PatientFlow.Alerts;

/// <summary>Metrics of alerts (docs/telemetry.md).</summary>
internal sealed class AlertInstruments
{
    private readonly Gauge<int> active;
    private readonly Counter<long> fired;

    public AlertInstruments(IMeterFactory meters)
    {
        var meter = meters.Meter();
        active = meter.CreateGauge<int>("patientflow.alert.active", "{alert}");
        fired = meter.CreateCounter<long>("patientflow.alert.fired", "{alert}");
    }

    /// <summary>Counts an alert that began.</summary>
    public void Fired(AlertCause cause) => fired.Add(1, FlowMeter.Tag("cause", cause.Name()));

    /// <summary>
    /// Records how many alerts are active. Causes without one are recorded too, so that their gauge falls back to 0.
    /// </summary>
    public void Active(IReadOnlyCollection<Alert> alerts)
    {
        foreach (var cause in Enum.GetValues<AlertCause>())
            active.Record(alerts.Count(a => a.Cause == cause), FlowMeter.Tag("cause", cause.Name()));
    }
}
