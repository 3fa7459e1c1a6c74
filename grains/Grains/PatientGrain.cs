using Orleans.Runtime;
using PatientFlow.Lifecycle;
using PatientFlow.Network;
using PatientFlow.Patients;

namespace PatientFlow.Grains;

/// <summary>
/// One patient: takes events, calls the fold, keeps the result. Keeps the snapshots of its last exports too, so that
/// ingestion which starts again from the lake's offset finds the state as of that offset (docs/decisions/0003).
/// </summary>
internal sealed class PatientGrain(
    [PersistentState("patient")] IPersistentState<PatientState> storage, NetworkMap network) : Grain, IPatientGrain
{
    private readonly List<PatientSnapshot> exports = []; // Oldest first: what the lake holds, then what it is about to.
    private PatientSnapshot current = PatientSnapshot.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        exports.Add(storage.State.Exported);
        exports.Add(storage.State.Current);
        current = storage.State.Current;
        return Task.CompletedTask;
    }

    public Task<PatientOutcome> ApplyAsync(PatientBatch batch)
    {
        var applied = current.AppliedIn(batch.Partition);
        if (batch.Previous is { } previous) ThrowIfOutOfStep(batch.Partition, previous, applied);
        else if (applied > batch.Committed) GoBackTo(batch.Partition, batch.Committed);

        var fold = new PatientFold(current, network);
        foreach (var e in batch.Events) fold.Apply(e);
        current = fold.ToSnapshot();
        return Task.FromResult(fold.ToOutcome());
    }

    public async Task FlushAsync(PatientFlush flush)
    {
        ThrowIfOutOfStep(flush.Partition, flush.Applied, current.AppliedIn(flush.Partition));
        var held = exports.FindLastIndex(s => s.AppliedIn(flush.Partition) <= flush.Committed);
        if (held > 0) exports.RemoveRange(0, held);
        exports.Add(current);
        storage.State = new PatientState { Exported = held < 0 ? PatientSnapshot.Empty : exports[0], Current = current };
        await storage.WriteStateAsync();
    }

    public Task<PatientSnapshot?> GetAsync() => Task.FromResult(current.Sequence == 0 ? null : current);

    public Task<PatientSnapshot?> GetExportedAsync(int partition, long offset)
    {
        var snapshot = current.AppliedIn(partition) <= offset ? current : AsOf(partition, offset);
        return Task.FromResult(snapshot.Sequence == 0 ? null : snapshot);
    }

    private void GoBackTo(int partition, long committed)
    {
        current = AsOf(partition, committed);
        exports.RemoveAll(s => s.AppliedIn(partition) > committed);
    }

    private PatientSnapshot AsOf(int partition, long offset) =>
        exports.FindLast(s => s.AppliedIn(partition) <= offset) ?? PatientSnapshot.Empty;

    private static void ThrowIfOutOfStep(int partition, long expected, long applied)
    {
        if (expected != applied)
            throw new PatientOutOfStepException(
                $"Partition {partition}: a patient is at offset {applied} where its sender expects {expected}.");
    }
}
