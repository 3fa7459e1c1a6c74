using System.Collections.Immutable;
using Orleans.Runtime;
using PatientFlow.Departments;
using PatientFlow.Occupancy;

namespace PatientFlow.Grains;

/// <summary>The stored census of a grain, written only where something changed. Owned by: that grain's turn.</summary>
internal sealed class Census(IPersistentState<CensusState> storage)
{
    private CensusFold? loaded;
    private bool dirty;

    public IReadOnlyCollection<CensusChange> Present => Fold.Present;

    // The state is read after the grain's constructor ran.
    private CensusFold Fold => loaded ??= new CensusFold(storage.State);

    public Task Apply(ImmutableArray<CensusChange> changes)
    {
        foreach (var change in changes) dirty |= Fold.Apply(change);
        return Task.CompletedTask;
    }

    public async Task FlushAsync()
    {
        if (!dirty) return;
        Fold.Save(storage.State);
        dirty = false;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            dirty = true;
            throw;
        }
    }
}
