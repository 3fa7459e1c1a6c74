using Orleans;
using Orleans.Runtime;

namespace PatientFlow.Bench;

public sealed class StoredGrain([PersistentState("stored")] IPersistentState<StoredState> stored) : Grain, IStoredGrain
{
    public Task WriteAsync(string text)
    {
        stored.State.Count++;
        stored.State.Text = text;
        return stored.WriteStateAsync();
    }
}
