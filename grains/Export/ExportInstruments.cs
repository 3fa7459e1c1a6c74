using System.Diagnostics.Metrics;
using PatientFlow.Telemetry;

namespace PatientFlow.Export;

/// <summary>What is measured of export runs (docs/telemetry.md). Owned by: the exporter's turn.</summary>
internal sealed class ExportInstruments
{
    private readonly Counter<long> runs;
    private readonly Counter<long> rows;
    private readonly Histogram<double> duration;

    public ExportInstruments(IMeterFactory meters)
    {
        var meter = meters.Meter();
        runs = meter.CreateCounter<long>("patientflow.export.runs", "{run}");
        rows = meter.CreateCounter<long>("patientflow.export.rows", "{row}");
        duration = meter.CreateHistogram<double>("patientflow.export.duration", "s");
    }

    /// <summary>A run is over.</summary>
    public void Run(ExportRunState outcome) => runs.Add(1, FlowMeter.Tag("outcome", Lower(outcome)));

    /// <summary>A stage is over, tries and pauses included.</summary>
    public void Stage(ExportLayer layer, TimeSpan took) => duration.Record(took.TotalSeconds, FlowMeter.Tag("layer", Lower(layer)));

    /// <summary>A table was committed.</summary>
    public void Rows(TableExport commit)
    {
        if (commit.Rows > 0) rows.Add(commit.Rows, FlowMeter.Tag("table", commit.Table));
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
