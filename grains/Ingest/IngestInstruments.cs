using System.Diagnostics.Metrics;
using PatientFlow.Quality;
using PatientFlow.Telemetry;

namespace PatientFlow.Ingest;

/// <summary>Metrics of reading one partition (docs/telemetry.md). Owned by: partition turn.</summary>
internal sealed class IngestInstruments
{
    private readonly Counter<long> events;
    private readonly Counter<long> quarantined;
    private readonly Gauge<long> buffered;
    private readonly Histogram<double> applied;
    private readonly KeyValuePair<string, object?> partition;

    public IngestInstruments(IMeterFactory meters, int partition)
    {
        var meter = meters.Meter();
        events = meter.CreateCounter<long>("patientflow.ingest.events", "{event}");
        quarantined = meter.CreateCounter<long>("patientflow.quarantine.events", "{event}");
        buffered = meter.CreateGauge<long>("patientflow.ingest.buffered", "{event}");
        applied = meter.CreateHistogram<double>("patientflow.ingest.apply.duration", "s");
        this.partition = FlowMeter.Tag("partition", partition);
    }

    /// <summary>Records an applied batch.</summary>
    /// <param name="records">Records in it.</param>
    /// <param name="duplicates">How many of them were duplicates.</param>
    /// <param name="unusable">How many of them went to quarantine.</param>
    /// <param name="took">Time from its delivery to the last answer.</param>
    public void Batch(long records, long duplicates, long unusable, TimeSpan took)
    {
        Count(records - duplicates - unusable, "applied");
        Count(duplicates, "duplicate");
        Count(unusable, "quarantined");
        applied.Record(took.TotalSeconds, partition);
    }

    /// <summary>Counts a record that went to quarantine.</summary>
    public void Quarantined(UnusableReason reason) =>
        quarantined.Add(1, FlowMeter.Tag("reason", FlagText.Of(reason)));

    /// <summary>Records how many events wait for the lake.</summary>
    public void Buffered(long count) => buffered.Record(count, partition);

    private void Count(long count, string outcome)
    {
        if (count > 0) events.Add(count, partition, FlowMeter.Tag("outcome", outcome));
    }
}
