using System.Collections.Immutable;
using System.Text;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Verify;

/// <summary>
/// Computes Silver and Gold again from Bronze alone: a plain loop over its rows in log order, without grains, buffers
/// or batches. The rules are the same code as in the grains; tests compare those with other oracles.
/// </summary>
internal sealed class Recomputation
{
    private readonly Dictionary<string, PatientSnapshot> patients = new(StringComparer.Ordinal);

    private Recomputation(NetworkMap network)
    {
        Rows = new ExportBuffer(Nothing, network);
    }

    /// <summary>All rows that the tables must hold.</summary>
    public ExportBuffer Rows { get; }

    /// <summary>Every patient, and every event without one, after the last event.</summary>
    public IReadOnlyDictionary<string, PatientSnapshot> Patients => patients;

    /// <summary>What is known of beds besides who is in them, after the last event.</summary>
    public BedBook Beds { get; } = new(new CensusState());

    private static LakePosition Nothing { get; } = new()
    {
        Tables = Tables.All.ToImmutableSortedDictionary(t => t.Path, _ => -1L, StringComparer.Ordinal),
    };

    /// <summary>Folds the records up to an offset in each partition.</summary>
    /// <param name="records">Records of Bronze, by partition and offset.</param>
    /// <param name="upTo">Last offset to fold, by partition; other partitions are left out.</param>
    /// <param name="network">The network that the records were ingested with.</param>
    public static Recomputation Of(
        IReadOnlyList<BronzeRecord> records, IReadOnlyDictionary<int, long> upTo, NetworkMap network)
    {
        var result = new Recomputation(network);
        var readers = new Dictionary<int, PartitionReader>();
        foreach (var record in records)
        {
            if (!upTo.TryGetValue(record.Partition, out var last) || record.Offset > last) continue;
            if (!readers.TryGetValue(record.Partition, out var reader))
                readers.Add(record.Partition, reader = new PartitionReader(record.Partition, network));
            result.Apply(record, reader, network);
        }

        return result;
    }

    private void Apply(BronzeRecord record, PartitionReader reader, NetworkMap network)
    {
        var raw = new RawEvent { AppendTime = record.AppendTime, Payload = record.Payload };
        var reading = reader.Read(record.Offset, raw, record.AppendTime);
        Rows.Add(reading);
        if (reading.Event is not { } e) return;
        var key = PatientKey.Of(e);
        var fold = new PatientFold(patients.GetValueOrDefault(key, PatientSnapshot.Empty), network);
        var outcome = fold.Apply(e);
        Rows.Add(e, outcome, record.AppendTime, record.AppendTime);
        Rows.Add(key, fold.ToOutcome());
        if (!outcome.Duplicate && BedBook.DeclaredBy(e) is { } declared) Beds.Apply(declared);
        foreach (var vacancy in fold.ToOutcome().Vacated) Beds.Apply(vacancy);
        patients[key] = fold.ToSnapshot();
    }
}

/// <summary>A record of the log as Bronze holds it.</summary>
internal sealed record BronzeRecord(int Partition, long Offset, DateTime AppendTime, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Creates a record from the text in Bronze.</summary>
    public static BronzeRecord FromText(int partition, long offset, DateTime appendTime, string json) =>
        new(partition, offset, appendTime, Encoding.UTF8.GetBytes(json));
}
