using System.Collections.Immutable;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Build;

/// <summary>One partition read into rows, as ingestion does it, without grains.</summary>
internal sealed class Ingestion
{
    public static readonly DateTime Now = SentEvent.Time("2025-07-01T00:00:00");

    private readonly Dictionary<string, PatientSnapshot> patients = [];
    private readonly PartitionReader reader;
    private readonly NetworkMap network;
    private readonly int partition;
    private long offset;

    public Ingestion(int partition = 0, LakePosition? position = null, NetworkMap? network = null)
    {
        this.partition = partition;
        this.network = network ?? Networks.Seed;
        reader = new PartitionReader(partition, this.network);
        Buffer = new ExportBuffer(position ?? At(-1), this.network);
    }

    /// <summary>When the log receives each event.</summary>
    public DateTime AppendTime { get; init; } = SentEvent.Time("23:00");

    public ExportBuffer Buffer { get; }

    /// <summary>All tables at one offset, but for those named.</summary>
    public static LakePosition At(long offset, params (Table Table, long Offset)[] ahead) => new()
    {
        Tables = Tables.All.ToImmutableSortedDictionary(
            t => t.Path, t => ahead.Where(a => a.Table == t).Select(a => a.Offset).Append(offset).First(), StringComparer.Ordinal),
    };

    public Ingestion Take(params SentEvent[] events) => Take([.. events.Select((e, i) => e.HasId ? e.Utf8 : e.Id($"E{partition}-{offset + i}").Utf8)]);

    public Ingestion Take(params byte[][] payloads)
    {
        foreach (var payload in payloads)
        {
            var reading = reader.Read(offset++, new RawEvent { AppendTime = AppendTime, Payload = payload }, Now);
            Buffer.Add(reading);
            if (reading.Event is not { } e) continue;
            var key = PatientKey.Of(e);
            var fold = new PatientFold(patients.GetValueOrDefault(key, PatientSnapshot.Empty), network);
            Buffer.Add(e, fold.Apply(e), Now, Now);
            patients[key] = fold.ToSnapshot();
            if (e.PatientId is not null) Buffer.Add(e.PatientId, fold.ToOutcome());
        }

        return this;
    }
}
