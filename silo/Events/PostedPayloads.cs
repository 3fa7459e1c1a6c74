using PatientFlow.EventLog;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Events;

/// <summary>
/// The payloads of one request, read by the same rules that the partition will apply. Owned by: one request.
/// </summary>
internal sealed class PostedPayloads
{
    private readonly NetworkMap network;
    private readonly WireEvent[] wires;
    private readonly PayloadFault?[] faults;
    private readonly bool[] known;
    private readonly List<Guid> begun = [];

    public PostedPayloads(IReadOnlyList<ReadOnlyMemory<byte>> payloads, NetworkMap network)
    {
        this.network = network;
        wires = new WireEvent[payloads.Count];
        faults = new PayloadFault?[payloads.Count];
        known = new bool[payloads.Count];
        var pool = new TextPool();
        for (var i = 0; i < wires.Length; i++)
            if (WireReader.Read(payloads[i].Span, pool, out wires[i]) is var reason and not UnusableReason.None)
                faults[i] = PayloadFault.Of(payloads[i].Span, reason, wires[i]);
    }

    /// <summary>Finds events that repeat one of this request, one of the last requests, or one that its patient knows.</summary>
    public async Task FindDuplicatesAsync(PostedEvents posted, IGrainFactory grains, int concurrentCallsMax)
    {
        var unseen = new Dictionary<string, List<(int Index, Guid Key)>>(StringComparer.Ordinal);
        for (var i = 0; i < wires.Length; i++)
        {
            if (faults[i] is not null || wires[i].EventId is not { } id) continue;
            var (patient, key) = (EventOwner.Of(wires[i], id, network), EventKey.Of(id, QualityRules.Kind(wires[i].EventType)));
            known[i] = !posted.Begin(patient, key);
            if (known[i]) continue;
            begun.Add(key);
            if (!unseen.TryGetValue(patient, out var of)) unseen.Add(patient, of = []);
            of.Add((i, key));
        }

        foreach (var chunk in unseen.Chunk(concurrentCallsMax))
            await Task.WhenAll(chunk.Select(p => AskAsync(grains.GetGrain<IPatientGrain>(p.Key), p.Value)));
    }

    /// <summary>Returns what is to be said of each payload, now that the log has them.</summary>
    public IReadOnlyList<EventVerdict> Verdicts(List<LogPosition> positions, PostedEvents posted)
    {
        var verdicts = new EventVerdict[wires.Length];
        for (var i = 0; i < wires.Length; i++)
        {
            var e = faults[i] is null ? Clean(i, positions[i]) : null;
            if (e is not null && QualityRules.Unattributable(e) is var reason and not UnusableReason.None)
                faults[i] = PayloadFault.Of([], reason, wires[i]);
            var key = e is null ? default : EventKey.Of(e.EventId, e.Kind);
            if (e is not null && !known[i]) posted.Appended(key, positions[i]);
            verdicts[i] = new EventVerdict(positions[i], e, faults[i])
            {
                IsDuplicate = known[i], First = known[i] ? posted.Find(key)?.Position : null,
            };
        }

        return verdicts;
    }

    /// <summary>Forgets them, because some may not be in the log.</summary>
    public void Failed(PostedEvents posted) => begun.ForEach(posted.Failed);

    private PatientEvent Clean(int i, LogPosition at) =>
        QualityRules.Clean(wires[i], at.Partition, at.Offset, at.AppendTime, network);

    private async Task AskAsync(IPatientGrain patient, List<(int Index, Guid Key)> events)
    {
        try
        {
            var answers = await patient.KnowsAsync([.. events.Select(e => e.Key)]);
            for (var i = 0; i < answers.Length; i++) known[events[i].Index] = answers[i];
        }
        catch (Exception)
        {
            // Whatever the fault, the event must not wait for it: the patient recognises a repetition anyway.
        }
    }
}
