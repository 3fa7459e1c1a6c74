using System.Diagnostics.Metrics;
using PatientFlow.Telemetry;

namespace PatientFlow.Export;

/// <summary>Metrics of export runs (docs/telemetry.md). Owned by: the exporter's turn.</summary>
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

    /// <summary>Counts a finished run.</summary>
    public void Run(ExportRunState outcome) => runs.Add(1, FlowMeter.Tag("outcome", Lower(outcome)));

    /// <summary>Records the duration of a stage, including retries and pauses.</summary>
    public void Stage(ExportLayer layer, TimeSpan took) => duration.Record(took.TotalSeconds, FlowMeter.Tag("layer", Lower(layer)));

    /// <summary>Counts the rows of a commit.</summary>
    public void Rows(TableExport commit)
    {
        if (commit.Rows > 0) rows.Add(commit.Rows, FlowMeter.Tag("table", commit.Table));
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
