using Orleans.Placement;
using Orleans.Runtime.Placement;
using PatientFlow.Calls;
using PatientFlow.Network;

namespace PatientFlow.Patients;

/// <summary>
/// One patient: takes events, calls the fold, keeps the result. Keeps the snapshots of its last exports too, so that
/// ingestion which starts again from the lake's offset finds the state as of that offset (docs/decisions/0003).
/// </summary>
/// <remarks>
/// A patient lives on the silo that its partition is fed from, so that the call of each delivery stays in one process: it
/// begins where it is first called, and follows its partition to another silo once it is stored. Where it is makes no
/// difference to what it knows.
/// </remarks>
[GrainType(GrainTypes.Patient)]
[PreferLocalPlacement]
internal sealed class PatientGrain(
    [PersistentState("patient")] IPersistentState<PatientState> storage, NetworkMap network, ISiloStatusOracle silos)
    : Grain, IPatientGrain
{
    // Oldest first: what the lake holds, then what it is about to hold.
    private readonly List<PatientSnapshot> exports = [];
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
        if (batch.Previous is { } previous)
            OutOfStepException.ThrowIfNotAt(previous, current.AppliedIn(batch.Partition), batch.Partition);
        else current = AsOf(batch.Partition, batch.Committed);

        var fold = new PatientFold(current, network);
        foreach (var e in batch.Events) fold.Apply(e);
        current = fold.ToSnapshot();
        DelayDeactivation(Timeout.InfiniteTimeSpan); // Until it is stored: the log would give it again, but nobody would know.
        return Task.FromResult(fold.ToOutcome());
    }

    public async Task FlushAsync(PatientFlush flush)
    {
        OutOfStepException.ThrowIfNotAt(flush.Applied, current.AppliedIn(flush.Partition), flush.Partition);
        var exported = AsOf(flush.Partition, flush.Committed);
        exports.RemoveAll(s => s.AppliedIn(flush.Partition) <= flush.Committed && !ReferenceEquals(s, exported));
        exports.Add(current);
        storage.State = new PatientState { Exported = exported, Current = current };
        await storage.WriteStateAsync();
        DelayDeactivation(TimeSpan.Zero);
        if (flush.Silo is { } silo && silo != RuntimeIdentity) Follow(silo);
    }

    public Task<PatientSnapshot?> GetAsync()
    {
        // Whoever asks for patients that do not exist would else fill the memory with grains that know nothing.
        if (current.Applied.IsEmpty) DeactivateOnIdle();
        return Task.FromResult(current.Sequence == 0 ? null : current);
    }

    /// <summary>Moves to the silo of its partition, if that still lives.</summary>
    /// <remarks>
    /// It would not be enough to deactivate here: the caller's silo remembers where the patient was and sends the next call
    /// there, which activates it there again, for as long as it is called (Orleans 10.4.2). One that moves tells where it is.
    /// </remarks>
    private void Follow(string silo)
    {
        if (silos.GetActiveSilos().FirstOrDefault(s => s.ToString() == silo) is not { } there) return;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, there);
        MigrateOnIdle();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
    }

    private PatientSnapshot AsOf(int partition, long offset) => SnapshotRules.AsOf(current, exports, partition, offset);
}
