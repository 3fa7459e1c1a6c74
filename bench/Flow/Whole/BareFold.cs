using System.Diagnostics;
using System.Runtime.InteropServices;
using PatientFlow.Events;
using PatientFlow.Ingest;
using PatientFlow.Network;
using PatientFlow.Patients;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// A limit: the product's rules on the same bytes with nothing around them. One thread, patients in a dictionary; no
/// log, no grain, no state that lasts, no table.
/// </summary>
internal static class BareFold
{
    private const int LinesPerDelivery = 1_000; // As the demo appends them.

    public static double EventsPerSecond(EventLines lines, NetworkMap network, CancellationToken cancellationToken)
    {
        var reader = new PartitionReader(partition: 0, network);
        var patients = new Dictionary<string, PatientSnapshot>(StringComparer.Ordinal);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var events = new List<PatientEvent>(LinesPerDelivery);
        var outcomes = 0L;
        var clock = Stopwatch.StartNew();
        for (var from = 0; from < lines.Count; from += LinesPerDelivery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            events.Clear();
            for (var n = from; n < Math.Min(from + LinesPerDelivery, lines.Count); n++)
                if (reader.Read(n, new RawEvent { AppendTime = now, Payload = lines[n] }, now).Event is { } read)
                    events.Add(read);
            foreach (var (key, ofPatient) in BatchGroups.ByPatient(events))
            {
                ref var patient = ref CollectionsMarshal.GetValueRefOrAddDefault(patients, key, out _);
                var fold = new PatientFold(patient ?? PatientSnapshot.Empty, network);
                foreach (var e in ofPatient) fold.Apply(e);
                patient = fold.ToSnapshot();
                outcomes += fold.ToOutcome().Events.Length;
            }
        }

        // What nobody uses, a compiler may leave out.
        return outcomes == 0 ? throw new InvalidOperationException("No event was folded.") : lines.Count / clock.Elapsed.TotalSeconds;
    }
}
