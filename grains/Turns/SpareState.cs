namespace PatientFlow.Turns;

/// <summary>
/// State that its grain can do without: what cannot be stored is stored with the next step. Owned by: the grain's turn.
/// </summary>
/// <param name="storage">Where it is stored.</param>
/// <param name="failed">Told why it could not be.</param>
internal sealed class SpareState<TState>(IPersistentState<TState> storage, Action<Exception> failed)
{
    private bool unsure;

    /// <summary>What was stored when the grain began.</summary>
    public TState State => storage.State;

    /// <summary>Stores it, or says that it could not.</summary>
    public async Task StoreAsync(TState state)
    {
        try
        {
            // After a failed write the record may be another than was read last, and would refuse the next one for ever.
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
