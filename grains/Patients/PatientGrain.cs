using System.Collections.Immutable;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using Orleans.Storage;
using PatientFlow.Calls;
using PatientFlow.Network;
using PatientFlow.Turns;

namespace PatientFlow.Patients;

/// <summary>
/// One patient: receives events, applies the fold, keeps the result. It also keeps the snapshots of its last exports,
/// so that ingestion that restarts from the lake's offset finds the state as of that offset (docs/decisions/0003).
/// </summary>
/// <remarks>
/// A patient lives on the silo that reads its partition, so that each delivery stays in one process. It starts where it
/// is first called, and follows its partition to another silo once its state is stored. Its location makes no
/// difference to what it knows.
/// </remarks>
[GrainType(GrainTypes.Patient)]
[PreferLocalPlacement]
internal sealed class PatientGrain(
    IGrainStorage storage, NetworkMap network, LocalPatients local, ISiloStatusOracle silos)
    : Grain, IPatientGrain
{
    private const string StateName = "patient";

    // Read and written without Orleans' facet, whose objects and life cycle stages each activation would have.
    private readonly GrainState<PatientState> row = new(new PatientState());

    // Oldest first: the snapshot that the lake holds, then the one that it is about to hold.
    private readonly List<PatientSnapshot> exports = [];
    private PatientSnapshot current = PatientSnapshot.Empty;
    private Task? writing;
    private bool hasEnded;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await storage.ReadStateAsync(StateName, this.GetGrainId(), row);
        var stored = row.State ?? new PatientState();
        exports.Add(stored.Exported);
        exports.Add(stored.Current);
        current = stored.Current;
        local.Add(this.GetPrimaryKeyString(), this);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        TakeNoMoreTurns();
        return Task.CompletedTask;
    }

    public Task<PatientOutcome> ApplyAsync(PatientBatch batch) => Task.FromResult(Apply(batch));

    /// <summary>Applies events in a local turn. There is no outcome if this activation has ended.</summary>
    /// <param name="turns">The turns that this one belongs to.</param>
    /// <param name="work">The events; gets the outcome.</param>
    public void ApplyIn(LocalTurns turns, AppliedBatch work) =>
        turns.Begin(GrainContext, () =>
        {
            try
            {
                if (!hasEnded) work.Outcome = Apply(work.Batch);
                turns.Done();
            }
            catch (Exception fault)
            {
                // Whoever waits for the turns sees it.
                turns.Fail(fault);
            }
        });

    /// <summary>Makes everything applied so far durable, in a local turn.</summary>
    /// <param name="turns">The turns that this one belongs to.</param>
    /// <param name="flush">What is asked.</param>
    public void FlushIn(LocalTurns turns, PatientFlush flush) => turns.Begin(GrainContext, () => _ = FlushTurnAsync(turns, flush));

    private PatientOutcome Apply(PatientBatch batch)
    {
        if (batch.Previous is { } previous)
            OutOfStepException.ThrowIfNotAt(previous, current.AppliedIn(batch.Partition), batch.Partition);
        else current = AsOf(batch.Partition, batch.Committed);

        var fold = new PatientFold(current, network);
        foreach (var e in batch.Events) fold.Apply(e);
        current = fold.ToSnapshot();
        DelayDeactivation(Timeout.InfiniteTimeSpan); // Until it is stored: a sender would not notice the loss.
        return fold.ToOutcome();
    }

    public async Task FlushAsync(PatientFlush flush)
    {
        // Another partition's flush may be under way: turns interleave, and a row is written once at a time.
        while (writing is { IsCompleted: false }) await Task.WhenAny(writing);
        OutOfStepException.ThrowIfNotAt(flush.Applied, current.AppliedIn(flush.Partition), flush.Partition);
        var exported = AsOf(flush.Partition, flush.Committed);
        exports.RemoveAll(s => s.AppliedIn(flush.Partition) <= flush.Committed && !ReferenceEquals(s, exported));
        exports.Add(current);
        var stored = row.State = new PatientState { Exported = exported, Current = current };
        await (writing = storage.WriteStateAsync(StateName, this.GetGrainId(), row));
        if (!ReferenceEquals(current, stored.Current)) return; // More has been applied, which is not stored yet.
        DelayDeactivation(TimeSpan.Zero);
        if (flush.Silo is { } silo && silo != RuntimeIdentity) Follow(silo);
    }

    public Task<PatientSnapshot?> GetAsync()
    {
        // Otherwise a client that asks for patients that do not exist would fill the memory with empty grains.
        if (current.Applied.IsEmpty) End();
        return Task.FromResult(current.Sequence == 0 ? null : current);
    }

    public Task<ImmutableArray<bool>> KnowsAsync(ImmutableArray<Guid> keys)
    {
        var known = current.Recent.Select(e => e.Key).ToHashSet();
        return Task.FromResult<ImmutableArray<bool>>([.. keys.Select(known.Contains)]);
    }

    private async Task FlushTurnAsync(LocalTurns turns, PatientFlush flush)
    {
        try
        {
            if (hasEnded) throw new OutOfStepException("A patient's activation ended before it was stored.");
            await FlushAsync(flush);
            turns.Done();
        }
        catch (Exception fault)
        {
            // As Orleans does for a call: what this activation knows of its row is not true.
            if (fault is InconsistentStateException) End();
            turns.Fail(fault);
        }
    }

    /// <summary>Moves to the silo that reads its partition, if that silo is still alive.</summary>
    /// <remarks>
    /// Deactivating would not be enough: the caller's silo remembers where the patient was and sends the next call
    /// there, which activates it there again, for as long as it is called (Orleans 10.4.2). A migration publishes the
    /// new location.
    /// </remarks>
    private void Follow(string silo)
    {
        if (silos.GetActiveSilos().FirstOrDefault(s => s.ToString() == silo) is not { } there) return;
        TakeNoMoreTurns();
        RequestContext.Set(IPlacementDirector.PlacementHintKey, there);
        MigrateOnIdle();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
    }

    private void End()
    {
        TakeNoMoreTurns();
        DeactivateOnIdle();
    }

    // What an activation that is about to end applied would be lost with it. A call waits for the next activation.
    private void TakeNoMoreTurns()
    {
        hasEnded = true;
        local.Remove(this.GetPrimaryKeyString(), this);
    }

    private PatientSnapshot AsOf(int partition, long offset) => SnapshotRules.AsOf(current, exports, partition, offset);
}
