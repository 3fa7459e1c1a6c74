using PatientFlow.Patients;
using PatientFlow.Places;

namespace PatientFlow.Tests.Build;

/// <summary>Every department and bed that was told something, as their grains would hold it.</summary>
internal sealed class Wards
{
    public Dictionary<string, CensusFold> Departments { get; } = [];

    public Dictionary<string, CensusFold> Beds { get; } = [];

    public void Tell(string patient, IEnumerable<Movement> movements)
    {
        foreach (var movement in movements)
            MovementRouter.Route(
                patient, movement, (key, change) => Of(Departments, key).Apply(change), (bed, change) => Of(Beds, bed).Apply(change));
    }

    public static string[] In(Dictionary<string, CensusFold> places, string key) =>
        [.. Of(places, key).Present.Select(c => c.PatientId).Order(StringComparer.Ordinal)];

    private static CensusFold Of(Dictionary<string, CensusFold> places, string key)
    {
        if (!places.TryGetValue(key, out var census)) places[key] = census = new CensusFold(new CensusState(), leftMax: 256);
        return census;
    }
}
