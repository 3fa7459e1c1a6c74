using System.Text.Json;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;

namespace PatientFlow.Tools.Verify;

/// <summary>Compares live state with the recomputation from Bronze at the same offset (I-10).</summary>
internal sealed class LiveVerifier(ILiveState state, NetworkMap network, Differences differences)
{
    private const int ConcurrentReadsMax = 512;

    /// <summary>Compares every patient's state as of what the lake holds.</summary>
    public async Task ComparePatientsAsync(Recomputation fold, IReadOnlyDictionary<int, long> positions)
    {
        foreach (var chunk in fold.Patients.Chunk(ConcurrentReadsMax))
        {
            var live = await Task.WhenAll(chunk.Select(p =>
            {
                var partition = p.Value.Applied[0].Partition;
                return state.PatientAsync(p.Key, partition, positions[partition]);
            }));
            for (var i = 0; i < chunk.Length; i++)
                if (Differ(Known(live[i] ?? PatientSnapshot.Empty), Known(chunk[i].Value)))
                    differences.Add("patient grains", $"the patient of the event at {Place(chunk[i].Value)} differs from Bronze");
        }
    }

    /// <summary>
    /// Compares departments and beds. This is correct only if the lake holds everything that the log holds.
    /// </summary>
    public async Task ComparePlacesAsync(Recomputation fold)
    {
        var admitted = fold.Patients.Where(p => p.Value.OpenStay is not null)
            .Select(p => (Patient: p.Key, p.Value.OpenStay!.Place)).ToList();
        var byDepartment = admitted.Where(a => a.Place.DepartmentKey is not null).ToLookup(a => a.Place.DepartmentKey, a => a.Patient);
        var byBed = admitted.Where(a => a.Place.BedId is not null).ToLookup(a => a.Place.BedId, a => a.Patient);
        foreach (var unit in network.Units)
        {
            var present = await state.PresentAsync(unit.Key);
            var beds = CensusRules.Beds(unit, network, present, fold.Beds.Beds);
            foreach (var (has, must) in (await state.BedsAsync(unit)).Zip(beds).Where(b => b.First.State != b.Second.State))
                differences.Add("departments and beds", $"bed {must.BedId} is {has.Status}, must be {must.Status} (or another since, until)");
            Compare($"department {unit.Key}", present.Select(c => c.PatientId), byDepartment[unit.Key]);
            var claims = present.ToLookup(c => c.BedId, c => c.PatientId);
            foreach (var bed in Enumerable.Range(1, unit.Capacity).Select(n => $"{unit.Key}-{n}"))
                Compare($"bed {bed}", claims[bed], byBed[bed]);
        }
    }

    private void Compare(string place, IEnumerable<string> live, IEnumerable<string> expected)
    {
        var (has, must) = (live.Order(StringComparer.Ordinal).ToList(), expected.Order(StringComparer.Ordinal).ToList());
        if (!has.SequenceEqual(must))
            differences.Add("departments and beds", $"{place} has {has.Count} patients, must have {must.Count} (or others)");
    }

    // An earlier version kept no past places: those that the state has must be the newest that there were.
    private static bool Differ(PatientSnapshot has, PatientSnapshot must)
    {
        var kept = has.PastPlaces.IsDefault ? 0 : has.PastPlaces.Length;
        var comparable = kept < must.PastPlaces.Length ? must with { PastPlaces = must.PastPlaces[^kept..] } : must;
        return Text(kept == 0 ? has with { PastPlaces = [] } : has) != Text(comparable);
    }

    private static PatientSnapshot Known(PatientSnapshot snapshot) => snapshot.Sequence == 0 ? PatientSnapshot.Empty : snapshot;

    private static string Text(PatientSnapshot snapshot) => JsonSerializer.Serialize(snapshot);

    private static string Place(PatientSnapshot snapshot) =>
        $"partition {snapshot.Applied[0].Partition}, offset {snapshot.Applied[0].Offset}";
}
