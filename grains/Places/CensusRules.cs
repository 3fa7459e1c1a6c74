using System.Collections.Immutable;
using PatientFlow.Events;
using PatientFlow.Network;

namespace PatientFlow.Places;

/// <summary>Computes what a department or a bed shows from the patients in it.</summary>
public static class CensusRules
{
    private const string UnknownGender = "Unknown";

    /// <summary>Returns the census of a department.</summary>
    /// <param name="unit">The department.</param>
    /// <param name="present">Who is in it.</param>
    /// <param name="beds">What is known of its beds, by bed id; beds of which nothing is known are absent.</param>
    public static DepartmentCensus Department(
        DepartmentUnit unit, IReadOnlyCollection<CensusChange> present, IReadOnlyDictionary<string, BedRecord> beds)
    {
        var claimed = present.Where(c => c.BedId is not null).Select(c => c.BedId ?? "").ToHashSet(StringComparer.Ordinal);
        var states = Enumerable.Range(1, unit.Capacity).Select(n => $"{unit.Key}-{n}").CountBy(bed => claimed.Contains(bed)
            ? BedStatus.Occupied
            : BedStateRules.Empty(beds.GetValueOrDefault(bed), unit.BedsAreCleaned).Status).ToDictionary();
        var withoutBed = present.Count(c => c.BedId is null);
        return new DepartmentCensus
        {
            Key = unit.Key,
            HospitalId = unit.HospitalId,
            HospitalName = unit.HospitalName,
            Department = unit.Department,
            Capacity = unit.Capacity,
            Occupancy = present.Count,
            ByGender = present.GroupBy(c => c.Gender ?? UnknownGender, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            WithoutBed = withoutBed,
            Patients = [.. present.OrderBy(c => c.PatientId, StringComparer.Ordinal)],
            Free = Math.Max(0, states.GetValueOrDefault(BedStatus.Available) - withoutBed),
            Beds = [.. states.OrderBy(s => s.Key).Select(s => new BedStatusCount { Status = s.Key, Beds = s.Value })],
        };
    }

    /// <summary>
    /// Returns a bed: of all patients of its department who claim it, the last to arrive is the occupant, the others are
    /// a conflict (I-03). Without one it is as <see cref="BedStateRules"/> says.
    /// </summary>
    /// <param name="bed">The bed.</param>
    /// <param name="present">Who is in its department.</param>
    /// <param name="record">What else is known of it; null for nothing.</param>
    /// <param name="isCleaned">Whether its department's beds are dirty when a patient has left them.</param>
    public static BedView Bed(BedAddress bed, IEnumerable<CensusChange> present, BedRecord? record, bool isCleaned)
    {
        var latestFirst = LatestFirst(present.Where(c => c.BedId == bed.BedId));
        var occupant = latestFirst.IsEmpty ? null : latestFirst[0];
        return new BedView
        {
            BedId = bed.BedId,
            DepartmentKey = bed.DepartmentKey,
            Occupant = occupant,
            Conflicts = latestFirst.IsEmpty ? [] : latestFirst.RemoveAt(0),
            State = occupant is null
                ? BedStateRules.Empty(record, isCleaned)
                : new BedState { Status = BedStatus.Occupied, Since = occupant.Since },
        };
    }

    /// <summary>Returns all beds of a department, in the order of their numbers.</summary>
    /// <param name="unit">The department.</param>
    /// <param name="network">The network that it belongs to.</param>
    /// <param name="present">Who is in it.</param>
    /// <param name="beds">What else is known of its beds, by bed id.</param>
    public static ImmutableArray<BedView> Beds(
        DepartmentUnit unit, NetworkMap network, IEnumerable<CensusChange> present, IReadOnlyDictionary<string, BedRecord> beds)
    {
        var claims = present.ToLookup(c => c.BedId, StringComparer.Ordinal);
        return
        [
            .. network.BedsOf(unit).Select(
                bed => Bed(bed, claims[bed.BedId], beds.GetValueOrDefault(bed.BedId), unit.BedsAreCleaned)),
        ];
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
