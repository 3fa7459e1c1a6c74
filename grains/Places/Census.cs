using System.Collections.Immutable;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>
/// The stored census of a grain. It knows, for each partition, the offset that it was last told of, so that a sender
/// whose messages were lost with an activation finds out and repeats them. Owned by: that grain's turn.
/// </summary>
/// <param name="storage">Where the census is stored.</param>
/// <param name="leftMax">Number of departed patients whose last change is kept.</param>
internal sealed class Census(IPersistentState<CensusState> storage, int leftMax)
{
    private CensusFold? fold;
    private BedBook? book;
    private Dictionary<int, long>? applied;
    private bool dirty;

    public IReadOnlyCollection<CensusChange> Present => Fold.Present;

    public IReadOnlyDictionary<string, BedRecord> Beds => Book.Beds;

    // Created on first use, because the state is read after the grain's constructor has run.
    private CensusFold Fold => fold ??= new CensusFold(storage.State, leftMax);

    private BedBook Book => book ??= new BedBook(storage.State);

    private Dictionary<int, long> Applied => applied ??= storage.State.Applied.ToDictionary(a => a.Partition, a => a.Offset);

    public void Apply(CensusBatch batch)
    {
        if (batch.Previous is { } previous)
            OutOfStepException.ThrowIfNotAt(previous, AppliedIn(batch.Partition), batch.Partition);
        foreach (var change in batch.Changes) Fold.Apply(change);
        foreach (var declared in Given(batch.Declared)) Book.Apply(declared);
        foreach (var vacancy in Given(batch.Vacated)) Book.Apply(vacancy);
        Applied[batch.Partition] = batch.Offset;
        dirty = true;
    }

    public async Task FlushAsync(CensusFlush flush)
    {
        OutOfStepException.ThrowIfNotAt(flush.Applied, AppliedIn(flush.Partition), flush.Partition);
        if (!dirty) return;
        Fold.Save(storage.State);
        storage.State.Beds = Book.ToState();
        storage.State.Applied = [.. Applied.Select(a => new AppliedOffset { Partition = a.Key, Offset = a.Value })];
        await storage.WriteStateAsync();
        dirty = false; // No other turn ran in between: places do not interleave.
    }

    // A silo of an earlier version sends none.
    private static ImmutableArray<T> Given<T>(ImmutableArray<T> sent) => sent.IsDefault ? [] : sent;

    private long AppliedIn(int partition) => Applied.GetValueOrDefault(partition, -1);
}
