using System.Collections.Immutable;
using PatientFlow.Network;

namespace PatientFlow.Places;

/// <summary>Computes what a department or a bed shows from the patients in it.</summary>
public static class CensusRules
{
    private const string UnknownGender = "Unknown";

    /// <summary>Returns the census of a department.</summary>
    public static DepartmentCensus Department(DepartmentUnit unit, IReadOnlyCollection<CensusChange> present) => new()
    {
        Key = unit.Key,
        HospitalId = unit.HospitalId,
        HospitalName = unit.HospitalName,
        Department = unit.Department,
        Capacity = unit.Capacity,
        Occupancy = present.Count,
        ByGender = present.GroupBy(c => c.Gender ?? UnknownGender, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
        WithoutBed = present.Count(c => c.BedId is null),
        Patients = [.. present.OrderBy(c => c.PatientId, StringComparer.Ordinal)],
    };

    /// <summary>
    /// Returns a bed: of all patients of its department who claim it, the last to arrive is the occupant, the others are
    /// a conflict (I-03).
    /// </summary>
    public static BedView Bed(BedAddress bed, IReadOnlyCollection<CensusChange> present)
    {
        var latestFirst = LatestFirst(present.Where(c => c.BedId == bed.BedId));
        return new BedView
        {
            BedId = bed.BedId,
            DepartmentKey = bed.DepartmentKey,
            Occupant = latestFirst.IsEmpty ? null : latestFirst[0],
            Conflicts = latestFirst.IsEmpty ? [] : latestFirst.RemoveAt(0),
        };
    }

    /// <summary>Returns the beds of a department that several of its patients claim, by bed id.</summary>
    public static ImmutableArray<BedClaims> Conflicts(IEnumerable<CensusChange> present) =>
    [
        .. present.Where(c => c.BedId is not null).GroupBy(c => c.BedId ?? "", StringComparer.Ordinal).Where(b => b.Skip(1).Any())
            .OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => new BedClaims(b.Key, LatestFirst(b))),
    ];

    private static ImmutableArray<CensusChange> LatestFirst(IEnumerable<CensusChange> claims) =>
    [
        .. claims.OrderByDescending(c => c.Since).ThenByDescending(c => c.Sequence).ThenBy(c => c.PatientId, StringComparer.Ordinal),
    ];
}
