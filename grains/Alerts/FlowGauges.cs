using System.Diagnostics.Metrics;
using PatientFlow.Telemetry;

namespace PatientFlow.Alerts;

/// <summary>
/// Reports each look at the flow as metrics (docs/telemetry.md). A value that could not be read keeps its last value.
/// </summary>
internal sealed class FlowGauges
{
    private readonly Gauge<long> applyLag;
    private readonly Gauge<long> exportLag;
    private readonly Gauge<int> stopped;
    private readonly Gauge<int> source;
    private readonly Gauge<int> patients;
    private readonly Gauge<int> beds;

    public FlowGauges(IMeterFactory meters)
    {
        var meter = meters.Meter();
        applyLag = meter.CreateGauge<long>("patientflow.ingest.lag", "{event}");
        exportLag = meter.CreateGauge<long>("patientflow.export.lag", "{event}");
        stopped = meter.CreateGauge<int>("patientflow.ingest.stopped", "{partition}");
        source = meter.CreateGauge<int>("patientflow.source.available", "{source}");
        patients = meter.CreateGauge<int>("patientflow.department.patients", "{patient}");
        beds = meter.CreateGauge<int>("patientflow.department.beds", "{bed}");
    }

    /// <summary>Records a look.</summary>
    public void Record(FlowReading reading)
    {
        source.Record(reading.SourceTrouble is null ? 1 : 0);
        foreach (var p in reading.Partitions ?? [])
        {
            var partition = FlowMeter.Tag("partition", p.Partition);
            applyLag.Record(p.ApplyLag, partition);
            exportLag.Record(p.Lag, partition);
            stopped.Record(p.Stopped is null ? 0 : 1, partition);
        }

        foreach (var d in reading.Departments ?? [])
        {
            var department = FlowMeter.Tag("department", d.Key);
            patients.Record(d.Patients, department);
            beds.Record(d.Beds, department);
        }
    }
}
