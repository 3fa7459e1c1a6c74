using PatientFlow.Patients;
using PatientFlow.Places;

namespace PatientFlow.Tests.Build;

/// <summary>Every department that was told something, as its grain would hold it.</summary>
internal sealed class Wards
{
    public Dictionary<string, CensusFold> Departments { get; } = [];

    public IEnumerable<CensusChange> Present => Departments.Values.SelectMany(d => d.Present);

    public void Tell(string patient, IEnumerable<Movement> movements)
    {
        foreach (var movement in movements)
            MovementRouter.Route(patient, movement, (key, change) => Of(Departments, key).Apply(change));
    }

    public static string[] In(Dictionary<string, CensusFold> places, string key) =>
        [.. Of(places, key).Present.Select(c => c.PatientId).Order(StringComparer.Ordinal)];

    public string[] InBed(string bed) =>
        [.. Present.Where(c => c.BedId == bed).Select(c => c.PatientId).Order(StringComparer.Ordinal)];

    private static CensusFold Of(Dictionary<string, CensusFold> places, string key)
    {
        if (!places.TryGetValue(key, out var census)) places[key] = census = new CensusFold(new CensusState(), leftMax: 256);
        return census;
    }
}
