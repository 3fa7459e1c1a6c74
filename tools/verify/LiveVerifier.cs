using System.Text.Json;
using PatientFlow.Calls;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.State;

namespace PatientFlow.Tools.Verify;

/// <summary>Holds what the grains have stored against the fold of Bronze at the same offset (I-10).</summary>
internal sealed class LiveVerifier(GrainStore store, NetworkMap network, Differences differences)
{
    /// <summary>Compares every patient's state as of what the lake holds.</summary>
    public async Task ComparePatientsAsync(
        Recomputation fold, IReadOnlyDictionary<int, long> positions, CancellationToken cancellationToken)
    {
        var missing = fold.Patients.ToDictionary(StringComparer.Ordinal);
        await foreach (var (patient, state) in store.ReadAllAsync<PatientState>(GrainTypes.Patient, "patient", cancellationToken))
        {
            // One of whom the lake holds nothing yet is not in the fold.
            if (!missing.Remove(patient, out var folded) || state is null) continue;
            var partition = folded.Applied[0].Partition;
            Compare(SnapshotRules.AsOf(state.Current, [state.Exported, state.Current], partition, positions[partition]), folded);
        }

        foreach (var folded in missing.Values) Compare(PatientSnapshot.Empty, folded);
    }

    /// <summary>Compares departments and beds; only right where the lake holds all that the log holds.</summary>
    public async Task ComparePlacesAsync(Recomputation fold, CancellationToken cancellationToken)
    {
        var admitted = fold.Patients.Where(p => p.Value.OpenStay is not null)
            .Select(p => (Patient: p.Key, p.Value.OpenStay!.Place)).ToList();
        var byDepartment = admitted.Where(a => a.Place.DepartmentKey is not null).ToLookup(a => a.Place.DepartmentKey, a => a.Patient);
        var byBed = admitted.Where(a => a.Place.BedId is not null).ToLookup(a => a.Place.BedId, a => a.Patient);
        var departments = await PresentAsync(GrainTypes.Department, "census", cancellationToken);
        var beds = await PresentAsync(GrainTypes.Bed, "claims", cancellationToken);
        foreach (var unit in network.Units)
        {
            Compare($"department {unit.Key}", departments.GetValueOrDefault(unit.Key, []), byDepartment[unit.Key]);
            foreach (var bed in Enumerable.Range(1, unit.Capacity).Select(n => $"{unit.Key}-{n}"))
                Compare($"bed {bed}", beds.GetValueOrDefault(bed, []), byBed[bed]);
        }
    }

    private async Task<Dictionary<string, List<string>>> PresentAsync(
        string grainType, string stateName, CancellationToken cancellationToken)
    {
        var present = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        await foreach (var (place, state) in store.ReadAllAsync<CensusState>(grainType, stateName, cancellationToken))
            present.Add(place, state?.Present.Select(c => c.PatientId).ToList() ?? []);
        return present;
    }

    private void Compare(PatientSnapshot stored, PatientSnapshot folded)
    {
        if (Text(Known(stored)) != Text(Known(folded)))
            differences.Add("patient grains", $"the patient of the event at {Place(folded)} differs from Bronze");
    }

    private void Compare(string place, IEnumerable<string> stored, IEnumerable<string> expected)
    {
        var (has, must) = (stored.Order(StringComparer.Ordinal).ToList(), expected.Order(StringComparer.Ordinal).ToList());
        if (!has.SequenceEqual(must))
            differences.Add("departments and beds", $"{place} has {has.Count} patients, must have {must.Count} (or others)");
    }

    private static PatientSnapshot Known(PatientSnapshot snapshot) => snapshot.Sequence == 0 ? PatientSnapshot.Empty : snapshot;

    private static string Text(PatientSnapshot snapshot) => JsonSerializer.Serialize(snapshot);

    private static string Place(PatientSnapshot snapshot) =>
        $"partition {snapshot.Applied[0].Partition}, offset {snapshot.Applied[0].Offset}";
}
