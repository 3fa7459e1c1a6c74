namespace PatientFlow.Turns;

/// <summary>
/// State that its grain can do without: if it cannot be stored, the next step stores it. Owned by: the grain's turn.
/// </summary>
/// <param name="storage">Where the state is stored.</param>
/// <param name="failed">Receives the fault if storing fails.</param>
internal sealed class SpareState<TState>(IPersistentState<TState> storage, Action<Exception> failed)
{
    private bool unsure;

    /// <summary>The state that was stored when the grain began.</summary>
    public TState State => storage.State;

    /// <summary>Stores the state, or reports that it could not.</summary>
    public async Task StoreAsync(TState state)
    {
        try
        {
            // After a failed write the stored ETag may differ from the one last read, and every later write would be
            // refused.
            if (unsure) await storage.ReadStateAsync();
            unsure = true;
            storage.State = state;
            await storage.WriteStateAsync();
            unsure = false;
        }
        catch (Exception fault)
        {
            // The state can be spared, so no fault of the store may fail its grain; the next step stores it again.
            failed(fault);
        }
    }
}
