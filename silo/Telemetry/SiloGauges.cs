using System.Diagnostics.Metrics;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Telemetry;

namespace PatientFlow.Silo.Telemetry;

/// <summary>Metrics of the silo itself, read when the collector asks (docs/telemetry.md).</summary>
internal sealed class SiloGauges
{
    public SiloGauges(IMeterFactory meters, LakeFence fence, ActivationCounts counts)
    {
        var meter = meters.Create(FlowMeter.Name);
        meter.CreateObservableGauge(
            "patientflow.fence.held", () => fence is { IsTaken: true, IsLost: false } ? 1 : 0, "{fence}");
        meter.CreateObservableGauge(
            "patientflow.grain.active",
            () => counts.Read().Select(c => new Measurement<int>(
                c.Activations, new KeyValuePair<string, object?>("patientflow.grain.type", c.GrainType))),
            "{grain}");
    }
}
