using PatientFlow.Departments;
using PatientFlow.Ingest;
using PatientFlow.Occupancy;
using PatientFlow.Patients;

namespace PatientFlow.Grains;

/// <summary>
/// The stored census of a grain. Of every partition it knows the offset that it was last told of, so that a sender whose
/// words were lost with an activation finds out and tells them again. Owned by: that grain's turn.
/// </summary>
internal sealed class Census(IPersistentState<CensusState> storage)
{
    private CensusFold? loaded;
    private bool dirty;

    public IReadOnlyCollection<CensusChange> Present => Fold.Present;

    // The state is read after the grain's constructor ran.
    private CensusFold Fold => loaded ??= new CensusFold(storage.State);

    public Task Apply(CensusBatch batch)
    {
        if (batch.Previous is { } previous)
            OutOfStepException.ThrowIfNotAt(previous, AppliedIn(batch.Partition), batch.Partition);
        foreach (var change in batch.Changes) Fold.Apply(change);
        storage.State.Applied =
        [
            .. storage.State.Applied.Where(a => a.Partition != batch.Partition),
            new AppliedOffset { Partition = batch.Partition, Offset = batch.Offset },
        ];
        dirty = true;
        return Task.CompletedTask;
    }

    public async Task FlushAsync(CensusFlush flush)
    {
        OutOfStepException.ThrowIfNotAt(flush.Applied, AppliedIn(flush.Partition), flush.Partition);
        if (!dirty) return;
        Fold.Save(storage.State);
        await storage.WriteStateAsync();
        dirty = false; // No other turn came in between: places do not interleave.
    }

    private long AppliedIn(int partition)
    {
        foreach (var applied in storage.State.Applied)
            if (applied.Partition == partition)
                return applied.Offset;
        return -1;
    }
}
