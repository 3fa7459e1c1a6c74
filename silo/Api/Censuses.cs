using PatientFlow.Network;
using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>Asks departments who is there.</summary>
internal static class Censuses
{
    /// <summary>Returns the census of each department, in the order of the departments.</summary>
    public static async Task<DepartmentCensus[]> OfAsync(IEnumerable<DepartmentUnit> units, IGrainFactory grains)
    {
        var censuses = await Task.WhenAll(units.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetAsync()));
        return [.. censuses.OfType<DepartmentCensus>()];
    }

    /// <summary>Returns the beds of each department, in the order of the departments and of their numbers.</summary>
    public static async Task<IReadOnlyList<(DepartmentUnit Unit, BedView View)>> BedsOfAsync(IEnumerable<DepartmentUnit> units, IGrainFactory grains)
    {
        DepartmentUnit[] asked = [.. units];
        var beds = await Task.WhenAll(asked.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetBedsAsync()));
        return [.. asked.Zip(beds).SelectMany(d => d.Second.Select(bed => (d.First, bed)))];
    }
}
