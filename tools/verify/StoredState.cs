using PatientFlow.Calls;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.State;

namespace PatientFlow.Tools.Verify;

/// <summary>The stored state of a silo's grains, read without activating any.</summary>
internal sealed class StoredState(GrainStore store, NetworkMap network) : ILiveState
{
    /// <inheritdoc />
    public async Task<PatientSnapshot?> PatientAsync(string patient, int partition, long offset)
    {
        var state = await ReadAsync<PatientState>(GrainTypes.Patient, patient, "patient");
        return SnapshotRules.AsOf(state.Current, [state.Exported, state.Current], partition, offset);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyCollection<CensusChange>> PresentAsync(string department) =>
        (await ReadAsync<CensusState>(GrainTypes.Department, department, "census")).Present;

    /// <inheritdoc />
    public async Task<IReadOnlyList<BedView>> BedsAsync(DepartmentUnit unit)
    {
        var state = await ReadAsync<CensusState>(GrainTypes.Department, unit.Key, "census");
        return CensusRules.Beds(unit, network, state.Present, new BedBook(state).Beds);
    }

    private async Task<T> ReadAsync<T>(string grainType, string key, string name)
        where T : new()
    {
        var state = new GrainState<T>(new T());
        await store.ReadStateAsync(name, GrainId.Create(grainType, key), state);
        return state.State ?? new T();
    }
}
